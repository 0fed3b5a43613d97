# Completes nslua's command line. In ~/.bashrc:
#     source <(nslua --completion bash)
# or as the file nslua in ~/.local/share/bash-completion/completions.

# Each option with what is told of it.
__nslua_options=(
@OPTIONS@
)

_nslua() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} ended= i option offers
    COMPREPLY=()
    if [[ $word == = ]]; then # which is a word of its own in --option=word
        word=
    elif [[ $before == = ]]; then
        before=${COMP_WORDS[COMP_CWORD-2]}
    fi

    # What follows the script, or a module's name, is theirs.
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        @TAKING@)
            ((i++))
            [[ ${COMP_WORDS[i]} == = ]] && ((i++))
            ;;
        -m|--module)
            ((i++))
            [[ ${COMP_WORDS[i]} == = ]] && ((i++))
            ((i < COMP_CWORD)) && return
            ;;
        --)
            ((i + 1 < COMP_CWORD)) && return
            ended=yes
            ;;
        -*) ;;
        *) return ;;
        esac
    done

    if [[ -z $ended ]]; then
        case $before in
@OFFERS@
        esac
        if [[ -v offers ]]; then
            compopt +o default
            mapfile -t COMPREPLY < <(compgen -W "$offers" -- "$word")
            return
        fi
        if [[ $word == -* ]]; then
            for option in "${__nslua_options[@]}"; do
                [[ $option == "$word"* ]] && COMPREPLY+=("$option")
            done
            # Only a list (63 is ?) has the descriptions.
            if [[ $COMP_TYPE != 63 || ${#COMPREPLY[@]} == 1 ]]; then
                COMPREPLY=("${COMPREPLY[@]%%  *}")
            fi
            return
        fi
    fi
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -f -X '!*.lua' -- "$word"; compgen -d -- "$word")
}
complete -o default -F _nslua nslua
