# Back Atlas instead of the desktop, for the account 'kiosk'. Run as administrator.
# Written from Microsoft's public documentation (WESL_UserSetting). Not tried by us.
$ErrorActionPreference = 'Stop'

Enable-WindowsOptionalFeature -Online -FeatureName Client-EmbeddedShellLauncher -All -NoRestart

$Shell = 'C:\BackAtlas\Scripts\python.exe -I -m app kiosk'
$RestartShell, $RestartDevice, $ShutDown, $DoNothing = 0, 1, 2, 3

$Sid = (New-Object System.Security.Principal.NTAccount('kiosk')).Translate(
    [System.Security.Principal.SecurityIdentifier]).Value
$Launcher = [wmiclass]'\\localhost\root\standardcimv2\embedded:WESL_UserSetting'

# Everybody else keeps the desktop.
$Launcher.SetDefaultShell('explorer.exe', $RestartShell) | Out-Null
# 0 a keeper left, 75 start again, 76 shut down; whatever else: start again.
$Codes = [int[]](0, 75, 76)
$Actions = [int[]]($DoNothing, $RestartShell, $ShutDown)
$Launcher.SetCustomShell($Sid, $Shell, $Codes, $Actions, $RestartShell) | Out-Null
$Launcher.SetEnabled($true) | Out-Null

Get-CimInstance -Namespace root\standardcimv2\embedded -ClassName WESL_UserSetting |
    Select-Object Sid, Shell, DefaultAction
