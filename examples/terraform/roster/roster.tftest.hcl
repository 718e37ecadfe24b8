# A test cleans up what it made, and that removes everybody.
variables {
  allow_empty = true
}

run "three_agents_are_made" {
  assert {
    condition     = length(telecmi_roster.support.agents) == 3
    error_message = "The roster has three agents."
  }

  assert {
    condition     = output.on_duty["12"] == 2 && output.on_duty["23"] == 1
    error_message = "Two are on duty at noon, one at eleven in the night."
  }
}

run "the_same_again_changes_nothing" {
  command = plan

  assert {
    condition     = telecmi_roster.support.id == "1111112"
    error_message = "The account stays."
  }
}
