#!/bin/sh
# Writes what a package holds beside the program: the manual page and the completions, from the program itself.
# Usage: packaging/extras.sh PROGRAM FOLDER
set -eu
[ $# -eq 2 ] || { echo "usage: packaging/extras.sh PROGRAM FOLDER" >&2; exit 2; }
program=$1 folder=$2
mkdir -p "$folder"
"$program" man > "$folder/newsdiff.1"
"$program" completions bash > "$folder/newsdiff.bash"
"$program" completions zsh > "$folder/_newsdiff"
"$program" completions fish > "$folder/newsdiff.fish"
