run "an_empty_account_has_nobody_to_import" {
  assert {
    condition     = length(output.users) == 0
    error_message = "The sandbox begins empty."
  }
}
