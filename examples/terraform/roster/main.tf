# The roster of a call centre as one resource, from the same file that the command reads.
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

variable "allow_empty" {
  type        = bool
  default     = false
  description = "Allow a destroy to remove everybody."
}

provider "telecmi" {
  sandbox = var.sandbox
}

locals {
  roster = provider::telecmi::roster(file("${path.module}/agents.yaml"))
}

resource "telecmi_roster" "support" {
  agents      = local.roster.agents
  policy      = local.roster.policy
  prune       = true
  allow_empty = var.allow_empty
}

output "on_duty" {
  description = "Agents on duty, hour by hour."
  value       = { for hour, duty in provider::telecmi::coverage(telecmi_roster.support.agents) : hour => duty.on_duty }
}
