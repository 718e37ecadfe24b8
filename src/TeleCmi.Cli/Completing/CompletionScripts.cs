namespace TeleCmi.Cli.Completing;

/// <summary>Scripts by which shells ask <see cref="Completion"/>.</summary>
internal static class CompletionScripts
{
    // The line is split at = and : before it arrives: what belongs together is joined, and only what is behind them is given back.
    public const string Bash = """
        # bash completion for telecmi
        _telecmi() {
            local i word meaning glue= typed=${COMP_WORDS[COMP_CWORD]} last
            local -a words=()
            for ((i = 1; i <= COMP_CWORD; i++)); do
                word=${COMP_WORDS[i]}
                if ((${#words[@]})) && [[ -n $glue || $word == [=:]* ]]; then
                    words[${#words[@]}-1]+=$word
                else
                    words+=("$word")
                fi
                [[ $word == *[=:] ]] && glue=1 || glue=
            done
            [[ $typed == [=:] ]] && typed=
            last=$((${#words[@]} - 1))
            local before=${words[last]%"$typed"}
            words[last]=.${words[last]}
            COMPREPLY=()
            while IFS=$'\t' read -r word meaning; do
                case $word in
                    :folders)
                        compopt -o filenames 2>/dev/null
                        while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -d -- "$typed") ;;
                    :files*)
                        compopt -o filenames 2>/dev/null
                        local endings=" ${word#:files} " file
                        local -a other=()
                        while IFS= read -r file; do
                            if [[ -d $file || $endings == '  ' || $endings == *" ${file##*.} "* ]]; then
                                COMPREPLY+=("$file")
                            else
                                other+=("$file")
                            fi
                        done < <(compgen -f -- "$typed")
                        ((${#COMPREPLY[@]})) || COMPREPLY=("${other[@]}") ;;
                    *) COMPREPLY+=("${word#"$before"}") ;;
                esac
            done < <(telecmi __complete "${words[@]}" 2>/dev/null)
        }
        complete -F _telecmi telecmi

        """;

    public const string Zsh = """
        #compdef telecmi
        # zsh completion for telecmi: in a folder of fpath as _telecmi, or by source behind compinit.
        _telecmi() {
            local -a found
            local line files=
            for line in "${(@f)$(telecmi __complete "${(@Q)words[2,CURRENT-1]}" ".${(Q)PREFIX}" 2>/dev/null)}"; do
                case $line in
                    :*) files=${line%%$'\t'*} ;;
                    ?*) found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}") ;;
                esac
            done
            if [[ -n $files ]]; then
                compset -P '--*='
                case $files in
                    :folders) _files -/ ;;
                    :files) _files ;;
                    *) _files -g "*.(${${files#:files }// /|})(-.)" ;;
                esac
            else
                _describe -t telecmi telecmi found
            fi
        }
        if [[ ${funcstack[1]} == _telecmi ]]; then
            _telecmi "$@"
        elif (( ${+functions[compdef]} )); then
            compdef _telecmi telecmi
        fi

        """;

    public const string Fish = """
        # fish completion for telecmi
        function __telecmi_complete
            set -l before (commandline -opc)
            set -l typed (commandline -ct)
            set -l option (string match -r '^--[^=]+=' -- "$typed")
            set -l value (string replace -r '^--[^=]+=' '' -- "$typed")
            for line in (telecmi __complete $before[2..-1] ".$typed" 2>/dev/null)
                switch $line
                    case ':folders*'
                        printf "$option%s\n" (__fish_complete_directories "$value")
                    case ':files*'
                        set -l endings (string split -n ' ' -- (string replace -r '^:files ?([^\t]*).*' '$1' -- $line))
                        set -l paths (__fish_complete_path "$value")
                        for path in $paths
                            set -l name (string split -f 1 \t -- $path)
                            set -l ending (string split -r -m 1 . -- $name)[-1]
                            if test (count $endings) -eq 0; or string match -q '*/' -- $name; or contains -- $ending $endings
                                printf "$option%s\n" $path
                            end
                        end
                    case '*'
                        printf '%s\n' $line
                end
            end
        end
        complete -c telecmi -f -a '(__telecmi_complete)'

        """;

    // Where nothing is given back, PowerShell offers files.
    public const string PowerShell = """
        # PowerShell completion for telecmi
        Register-ArgumentCompleter -Native -CommandName telecmi -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
                Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text.Trim("'", '"') })
            telecmi __complete @words ".$wordToComplete" 2>$null | Where-Object { -not $_.StartsWith(':') } | ForEach-Object {
                $word, $meaning = $_ -split "`t", 2
                if (-not $meaning) { $meaning = $word }
                [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $meaning)
            }
        }

        """;
}
