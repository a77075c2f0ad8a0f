#compdef genden
# Completion of genden in zsh 5.0 or newer.
_genden() {
    local program=${(Q)words[1]} line
    local -a plain fields
    local -i files
    program=$(whence -p -- ${program/#\~\//$HOME/}) || program=@PROGRAM@
    for line in "${(@f)$(
        _GENDEN_COMPLETE=complete_zsh _TYPER_COMPLETE_ARGS="${(j: :)words[1,CURRENT-1]} $IPREFIX$QIPREFIX$PREFIX" \
            $program 2>/dev/null </dev/null
    )}"; do
        case $line in
            (/) files=1 ;;
            (?*) [[ $line =~ '^[a-z]+\\::' ]] && fields+=($line) || plain+=($line) ;; # a field of a search, or a word
        esac
    done
    (( $#plain + $#fields )) && _describe -t genden genden plain -- fields -S ''
    if (( files )); then
        [[ $PREFIX == --*=* ]] && compset -P '*='
        _files
    fi
}
if [[ $funcstack[1] == _genden ]]; then
    _genden "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
    compdef _genden genden
fi
