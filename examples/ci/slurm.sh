#!/bin/bash
# An array job of Slurm; each task runs 1000 of the scenarios that LIST names, one a line:
#   ci/scenarios-of --all >list
#   sbatch --array=1-$(( ($(wc -l <list) + 999) / 1000 )) ci/slurm.sh list results
# writes results/SCENARIO.csv for each. A task ends with 1 if any of its scenarios failed, and
# results/failed-TASK names them: together they are the LIST of the next try.
#SBATCH --job-name=allot
#SBATCH --time=00:10:00
#SBATCH --mem=1G
#SBATCH --cpus-per-task=1
set -euo pipefail
list=$1 results=$2
each=${EACH:-1000}

allot --version
mkdir -p "$results"
failed=$results/failed-$SLURM_ARRAY_TASK_ID
: >"$failed"
first=$(( (SLURM_ARRAY_TASK_ID - 1) * each + 1 ))
sed -n "${first},$(( first + each - 1 ))p" "$list" | while IFS= read -r scenario; do
  result=$results/${scenario%.*}.csv
  [[ -d ${result%/*} ]] || mkdir -p "${result%/*}"
  allot run "$scenario" -o "$result" </dev/null || printf '%s\n' "$scenario" >>"$failed"
done
[[ ! -s $failed ]]
