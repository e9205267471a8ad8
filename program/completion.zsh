# What asks _ccsim_words: KEY... -> words, a line each; nothing for a key that it does not know.

# _ccsim_value OPTION ARGUMENT: what may follow an option, by its name or by the kind of its argument.
_ccsim_value()
{
    local -a offered

    offered=(${(f)"$(_ccsim_words values ${1#--})"})
    case $(_ccsim_words how ${1#--}) in
        list) compset -P '*,'; compadd -S '' -a offered ;;
        begin) compadd -S '' -a offered ;;
        equals) compadd -S = -a offered ;;
        word) compadd -a offered ;;
        *) case $2 in FILE*) _files ;; esac ;;
    esac
}

# _ccsim_operand COMMAND: what an operand of this command may be, by the word that stands for it in its usage.
_ccsim_operand()
{
    local operands=$(_ccsim_words operands $1)
    local -a offered

    case $operands in
        WHAT) offered=(${(f)"$(_ccsim_words values $1)"}) ;;
        SCENARIO* | BASE*) _files -g '*.cfg' ;;
        RESULT*) _files -g '*.h5' ;;
        *'|'*) offered=(${(s:|:)operands}) ;;
        *) _files ;;
    esac
    if (( $#offered )); then compadd -a offered; fi
}

_ccsim()
{
    local current=$words[CURRENT] command=$words[2] word argument most
    local -i i n=0 ended=0
    local -a offered

    offered=(${(f)"$(_ccsim_words commands)"})
    if (( CURRENT == 2 )); then
        compadd -- $offered help --help --version
        return
    fi
    if [[ $command == help ]]; then
        if (( CURRENT == 3 )); then compadd -a offered; fi
        return
    fi

    # Up to the cursor: operands are counted, options take their values.
    for (( i = 3; i < CURRENT; i++ )); do
        word=$words[i]
        if (( ended )) || [[ $word != -?* ]]; then
            (( n += 1 ))
        elif [[ $word == -- ]]; then
            ended=1
        elif [[ $word != --*=* ]]; then
            argument=$(_ccsim_words argument $command $word)
            if [[ -n $argument ]] && (( ++i == CURRENT )); then
                _ccsim_value ${argument%% *} ${argument#* }
                return
            fi
        fi
    done
    if (( ! ended )) && [[ $current == --*=* ]]; then
        argument=$(_ccsim_words argument $command ${current%%=*})
        if [[ -n $argument ]]; then
            compset -P 1 '*='
            _ccsim_value ${argument%% *} ${argument#* }
        fi
        return
    fi

    most=$(_ccsim_words most $command)
    if (( ! ended )) && { [[ $current == -* ]] || (( most > 0 && n >= most )) }; then
        offered=(${(f)"$(_ccsim_words options $command)"})
        compadd -- $offered
    elif [[ -n $most ]]; then
        _ccsim_operand $command
    fi
}

if [[ ${funcstack[1]} == _ccsim ]]; then _ccsim "$@"; else compdef _ccsim ccsim; fi
