# Completion of genden in fish 3.1 or newer.
function __genden_completion
    set -l words (commandline -opc)
    set -l program (command -s -- (string replace -r '^~/' ~/ -- $words[1])); or set program @PROGRAM@
    set -lx _GENDEN_COMPLETE complete_fish
    set -lx _TYPER_COMPLETE_ARGS (commandline -cp | string collect)
    for line in ($program 2>/dev/null </dev/null)
        if test "$line" = /
            set -l word (string unescape -- (commandline -ct); or string replace -ra '["\']' '' -- (commandline -ct))
            set -l before (string match -r -- '^--[a-z-]+=' $word)
            set -l path (string replace -r -- '^--[a-z-]+=' '' $word)
            if string match -q -- '~/*' $path
                set before "$before~"
                set path (string sub -s 2 -- $path)
                string replace -- $HOME "$before" (__fish_complete_path $HOME$path)
            else
                string replace -r '^' -- "$before" (__fish_complete_path $path)
            end
        else
            printf '%s\n' $line
        end
    end
end
complete --command genden --no-files --keep-order --arguments '(__genden_completion)'
