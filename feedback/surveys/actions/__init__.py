"""Every write of surveys, by what is written: answers, the sealed buffer, questionnaires, surveys, tallies."""
