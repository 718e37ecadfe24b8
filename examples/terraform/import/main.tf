# Users who exist already, brought under Terraform one by one: `terraform plan` shows what it would import. A roster needs no import.
terraform {
  required_version = ">= 1.11"

  required_providers {
    telecmi = {
      source = "telecmi-declarative/telecmi"
    }
  }
}

variable "extensions" {
  type        = set(string)
  default     = []
  description = "Whom to import, such as [\"101\", \"102\"]."
}

provider "telecmi" {
  sandbox = true
}

data "telecmi_agents" "all" {
}

import {
  for_each = var.extensions
  to       = telecmi_agent.imported[each.key]
  id       = each.key
}

resource "telecmi_agent" "imported" {
  for_each = var.extensions

  extension    = tonumber(each.key)
  name         = data.telecmi_agents.all.agents[each.key].name
  phone_number = data.telecmi_agents.all.agents[each.key].phone_number
}

output "users" {
  value = keys(data.telecmi_agents.all.agents)
}
