# Completes nslua's command line. In ~/.config/fish/config.fish:
#     nslua --completion fish | source
# or as the file nslua.fish in ~/.config/fish/completions.

# __nslua_options tells whether options may stand where the cursor is. What
# follows the script, or a module's name, is theirs.
function __nslua_options
    set -l words (commandline -opc)
    set -e words[1]
    while set -q words[1]
        switch $words[1]
            case @TAKING@
                set -e words[1]
            case -m --module
                set -q words[2]; and return 1
            case --
                return 1
            case '-*'
            case '*'
                return 1
        end
        set -e words[1]
    end
    return 0
end

# __nslua_script tells whether the script may stand there.
function __nslua_script
    __nslua_options; or test (commandline -opc)[-1] = --
end

complete -c nslua -f
complete -c nslua -n __nslua_script -k -a '(__fish_complete_suffix .lua)'
complete -c nslua -n 'not __nslua_script' -F
@OPTIONS@
