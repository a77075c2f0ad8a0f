# Completion of genden in bash 4.4 or newer.
_genden_completion() {
    local program=$1 line
    [[ $program == '~/'* ]] && program=$HOME/${program:2}
    program=$(type -P -- "$program") || program=@PROGRAM@
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line == / ]]; then
            compopt -o default # the names of files, as bash finds and quotes them
        else
            [[ $line =~ ^[a-z]+:$ ]] && compopt -o nospace # a field of a search
            COMPREPLY+=("$line")
        fi
    done < <(
        _GENDEN_COMPLETE=complete_bash _GENDEN_BREAKS=$COMP_WORDBREAKS \
            _TYPER_COMPLETE_ARGS=${COMP_LINE:0:COMP_POINT} "$program" 2>/dev/null </dev/null
    )
}
complete -F _genden_completion genden
