# A test cleans up what it made: one more than the limit of the program.
provider "telecmi" {
  sandbox = true
}

# An ephemeral variable is given to each run.
variables {
  passwords = { "301" = "only-for-the-sandbox-1", "302" = "only-for-the-sandbox-2" }
}

run "two_leads_are_made" {
  assert {
    condition     = telecmi_agent.lead["301"].id == "301_1111112"
    error_message = "The id is extension and account."
  }

  assert {
    condition     = alltrue([for lead in telecmi_agent.lead : lead.password_fingerprint != null])
    error_message = "Each password leaves a fingerprint."
  }
}
