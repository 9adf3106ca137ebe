# A management role that holds what RelayTune uses of Exchange, and no more. Run in the Exchange Management Shell by a member of
# Organization Management. Exchange 2010 or later; 2007 has no such roles.
# Expected, not run on a live Exchange: role names are those of Microsoft's documentation.

$members = 'CORP\relaytune-admin'

# Reading and changing receive connectors: a child of the built-in role, with the parameters that RelayTune uses. Identity, DomainController,
# WhatIf, Confirm and ErrorAction must stay, else a write fails with "A parameter cannot be found".
New-ManagementRole -Name 'RelayTune Connectors' -Parent 'Receive Connectors'
Get-ManagementRoleEntry 'RelayTune Connectors\*' |
    Where-Object { 'Get-ReceiveConnector', 'Set-ReceiveConnector' -notcontains $_.Name } |
    Remove-ManagementRoleEntry -Confirm:$false
Set-ManagementRoleEntry 'RelayTune Connectors\Set-ReceiveConnector' -Parameters Identity, DomainController, WhatIf, Confirm, ErrorAction, `
    MaxInboundConnectionPerSource, MaxInboundConnectionPercentagePerSource, MaxAcknowledgementDelay, TarpitInterval

# View-Only Configuration: Get-ExchangeServer, Get-TransportServer, Get-AcceptedDomain (versions, the connection rate, where test mail may go).
# Message Tracking: Get-MessageTrackingLog (only to prove the SQL Server's address by a test mail).
# Transport Queues: Get-Queue (only so that a burst by SMTP stops when the hub's queues grow). It can also remove messages: leave it out
# where that is too much, and RelayTune says that it cannot see the queues.
New-RoleGroup -Name 'RelayTune' -Members $members -Roles 'RelayTune Connectors', 'View-Only Configuration', 'Message Tracking', 'Transport Queues'

# To take it back:
#   Remove-RoleGroup 'RelayTune'
#   Remove-ManagementRole 'RelayTune Connectors'
