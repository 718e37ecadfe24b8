# A few users that the program makes one by one. For a whole team take the roster.
terraform {
  required_version = ">= 1.11"

  required_providers {
    telecmi = {
      source = "telecmi-declarative/telecmi"
    }
  }
}

variable "sandbox" {
  type        = bool
  default     = true
  description = "Users in a file under .telecmi/ in place of an account."
}

variable "passwords" {
  type        = map(string)
  ephemeral   = true
  default     = { "301" = "only-for-the-sandbox-1", "302" = "only-for-the-sandbox-2" }
  description = "By extension; in no plan and no state."
}

provider "telecmi" {
  sandbox      = var.sandbox
  max_removals = 1
}

locals {
  leads = {
    "301" = { name = "Devi Nair", phone_number = "+91 98765 43301" }
    "302" = { name = "Elias Haddad", phone_number = "+91 98765 43302" }
  }
}

resource "telecmi_agent" "lead" {
  for_each = local.leads

  extension    = tonumber(each.key)
  name         = each.value.name
  phone_number = each.value.phone_number
  start_time   = 9
  end_time     = 18
  password_wo  = var.passwords[each.key]

  lifecycle {
    # Another extension is another user: the new one is made before the old one goes.
    create_before_destroy = true
  }
}
