# What asks __ccsim_words: KEY -> words, a line each; nothing for a key that it does not know.

# __ccsim_value OPTION ARGUMENT CURRENT: what may follow an option, by its name or by the kind of its argument.
function __ccsim_value
    set -l name (string replace -r '^--' '' -- $argv[1])
    set -l offered (__ccsim_words "values $name")

    switch (__ccsim_words "how $name")
        case list
            set -l before (string replace -r '[^,]*$' '' -- $argv[3])
            printf '%s\n' $before$offered
        case equals
            printf '%s=\n' $offered
        case begin word
            printf '%s\n' $offered
        case '*'
            if string match -q 'FILE*' -- $argv[2]
                __fish_complete_path $argv[3]
            end
    end
end

# __ccsim_operand COMMAND CURRENT: what an operand of this command may be, by the word that stands for it in its usage.
function __ccsim_operand
    set -l operands (__ccsim_words "operands $argv[1]")

    switch "$operands"
        case WHAT
            __ccsim_words "values $argv[1]"
        case 'SCENARIO*' 'BASE*'
            __fish_complete_suffix $argv[2] .cfg
        case 'RESULT*'
            __fish_complete_suffix $argv[2] .h5
        case '*|*'
            string split '|' -- $operands
        case '*'
            __fish_complete_path $argv[2]
    end
end

function __ccsim_complete
    set -l tokens (commandline -opc)
    set -l current (commandline -ct)
    set -l last (count $tokens)
    set -l command $tokens[2]
    set -l n 0
    set -l ended 0
    set -l i 3

    if test $last -eq 1
        __ccsim_words commands
        printf '%s\n' help --help --version
        return
    end
    if test $command = help
        test $last -eq 2; and __ccsim_words commands
        return
    end

    # Up to the cursor: operands are counted, options take their values.
    while test $i -le $last
        set -l word $tokens[$i]

        if test $ended -eq 1; or not string match -qr -- '^-.' $word
            set n (math $n + 1)
        else if test $word = --
            set ended 1
        else if not string match -q -- '--*=*' $word
            set -l argument (__ccsim_words "argument $command $word")

            if test -n "$argument"
                set i (math $i + 1)
                if test $i -gt $last
                    __ccsim_value (string split -m 1 ' ' -- $argument) "$current"
                    return
                end
            end
        end
        set i (math $i + 1)
    end

    set -l most (__ccsim_words "most $command")
    test -n "$most"; or return
    if test $ended -eq 0; and begin
            string match -q -- '-*' $current
            or test $most -gt 0 -a $n -ge $most
        end
        __ccsim_words "options $command"
    else
        __ccsim_operand $command "$current"
    end
end

complete -c ccsim -f -a '(__ccsim_complete)'
