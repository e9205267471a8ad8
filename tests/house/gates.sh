#!/usr/bin/env bash
# Behaviour enters the flow by three gates: handle time (work_gate.h), resolution and satisfaction (ending.h). No other file of the simulator below the compiler asks what decides them.
set -euo pipefail
cd "$CCSIM_SOURCE"

bad=0
# only FUNCTION FILE...: nothing in the flow but these files calls it.
only() {
    local asked=$1 found
    shift
    found=$(grep -rlE "\\b$asked\\(" sim/flow sim/policy sim/world sim/measure sim/run | sort | tr '\n' ' ')
    [ "$found" = "$* " ] || { echo "$asked: asked in ${found:-no file }, and only $* may"; bad=1; }
}
only ccs_outcome_work sim/flow/outcome/work_gate.h
only ccs_outcome_late_work sim/flow/outcome/work_gate.h
only ccs_outcome_load sim/flow/outcome/work_gate.h
only ccs_outcome_resolution_by sim/flow/outcome/ending.h
only ccs_outcome_csat sim/flow/outcome/ending.h
only ccs_outcome_journey sim/flow/outcome/ending.h
only work_of_person sim/flow/career/person.h sim/flow/outcome/work_gate.h
only ccs_career_tired_work sim/flow/career/person.h
only ccs_career_tired_quality sim/flow/career/person.h
only ccs_career_effect sim/flow/career/week.h
only worked_s sim/flow/life/in_step.h sim/flow/outcome/work_gate.h
for gate in worked_s worked_after_s end_contact close_issue; do
    n=$(grep -rhoE "\\b$gate\\(f, " sim/flow | wc -l)
    [ "$n" -eq 1 ] || { echo "$gate: passed $n times, once is enough"; bad=1; }
done
exit $bad
