# What asks _ccsim_words: KEY... -> words, a line each; nothing for a key that it does not know.

# _ccsim_offer CURRENT WORDS...: those that CURRENT may become.
_ccsim_offer()
{
    local current=$1
    shift
    mapfile -t COMPREPLY < <(compgen -W "$*" -- "$current")
}

# _ccsim_files CURRENT PATTERN: folders, and files of this pattern; any file where there is none of them.
_ccsim_files()
{
    mapfile -t COMPREPLY < <(compgen -d -- "$1"; compgen -f -X "!$2" -- "$1")
    compopt -o filenames -o default 2>/dev/null
}

# _ccsim_value CURRENT OPTION ARGUMENT: what may follow an option, by its name or by the kind of its argument.
_ccsim_value()
{
    local -a words

    mapfile -t words < <(_ccsim_words values "${2#--}")
    case $(_ccsim_words how "${2#--}") in
        list)
            if [[ $1 == *,* ]]; then words=("${words[@]/#/${1%,*},}"); fi
            compopt -o nospace 2>/dev/null
            _ccsim_offer "$1" "${words[@]}"
            ;;
        equals)
            compopt -o nospace 2>/dev/null
            _ccsim_offer "$1" "${words[@]/%/=}"
            ;;
        begin)
            compopt -o nospace 2>/dev/null
            _ccsim_offer "$1" "${words[@]}"
            ;;
        word)
            _ccsim_offer "$1" "${words[@]}"
            ;;
        *)
            case $3 in
                FILE*) _ccsim_files "$1" '*' ;;
            esac
            ;;
    esac
}

# _ccsim_operand CURRENT COMMAND: what an operand of this command may be, by the word that stands for it in its usage.
_ccsim_operand()
{
    local operands
    local -a words=()

    operands=$(_ccsim_words operands "$2")
    case $operands in
        WHAT) mapfile -t words < <(_ccsim_words values "$2") ;;
        SCENARIO* | BASE*) _ccsim_files "$1" '*.cfg' ;;
        RESULT*) _ccsim_files "$1" '*.h5' ;;
        *'|'*) IFS='|' read -ra words <<<"$operands" ;;
        *) _ccsim_files "$1" '*' ;;
    esac
    if [ ${#words[@]} -gt 0 ]; then _ccsim_offer "$1" "${words[@]}"; fi
}

_ccsim()
{
    local IFS=$' \t\n' current=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} word argument most
    local -i i n=0 ended=0
    local -a words

    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t words < <(_ccsim_words commands)
        _ccsim_offer "$current" "${words[@]}" help --help --version
        return
    fi
    if [ "$command" = help ]; then
        mapfile -t words < <(_ccsim_words commands)
        if [ "$COMP_CWORD" -eq 2 ]; then _ccsim_offer "$current" "${words[@]}"; fi
        return
    fi

    # Up to the cursor: operands are counted, options take their values. Bash makes a word of each = outside quotation marks.
    for ((i = 2; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [ "$word" = = ]; then
            i+=1
        elif [ "$ended" -eq 1 ] || [[ $word != -?* ]]; then
            n+=1
        elif [ "$word" = -- ]; then
            ended=1
        else
            argument=$(_ccsim_words argument "$command" "$word")
            if [ -n "$argument" ]; then
                i+=1
                if [ "${COMP_WORDS[i]}" = = ]; then
                    if [ "$i" -eq "$COMP_CWORD" ]; then current=''; else i+=1; fi
                fi
                if [ "$i" -eq "$COMP_CWORD" ]; then
                    _ccsim_value "$current" "${argument%% *}" "${argument#* }"
                    return
                fi
            fi
        fi
    done
    if [ "$current" = = ] || [ "${COMP_WORDS[COMP_CWORD - 1]}" = = ]; then return; fi

    most=$(_ccsim_words most "$command")
    if [ "$ended" -eq 0 ] && { [[ $current == -* ]] || { [ "${most:-0}" -gt 0 ] && [ "$n" -ge "$most" ]; }; }; then
        mapfile -t words < <(_ccsim_words options "$command")
        _ccsim_offer "$current" "${words[@]}"
    elif [ -n "$most" ]; then
        _ccsim_operand "$current" "$command"
    fi
}

complete -F _ccsim ccsim
