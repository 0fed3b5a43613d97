#compdef nslua
# Completes nslua's command line. In ~/.zshrc, after compinit:
#     source <(nslua --completion zsh)
# or as the file _nslua in a folder of $fpath.

_nslua() {
    # What follows the script, or a module's name, is theirs.
    _arguments -s -S -A '-*' \
@OPTIONS@
        '1:script:_files -g "*.lua(-.)"' \
        '*::argument:_files'
}

if [[ $funcstack[1] == _nslua ]]; then
    _nslua "$@"
else
    compdef _nslua nslua
fi
