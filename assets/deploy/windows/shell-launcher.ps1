# Run Back Atlas instead of the desktop for the account 'kiosk'. Run this script as administrator.
# Written from Microsoft's public documentation (WESL_UserSetting). Not tried by us.
$ErrorActionPreference = 'Stop'

Enable-WindowsOptionalFeature -Online -FeatureName Client-EmbeddedShellLauncher -All -NoRestart

$Shell = 'C:\BackAtlas\Scripts\python.exe -I -m app kiosk'
$RestartShell, $RestartDevice, $ShutDown, $DoNothing = 0, 1, 2, 3

$Sid = (New-Object System.Security.Principal.NTAccount('kiosk')).Translate(
    [System.Security.Principal.SecurityIdentifier]).Value
$Launcher = [wmiclass]'\\localhost\root\standardcimv2\embedded:WESL_UserSetting'

# All other accounts keep the desktop.
$Launcher.SetDefaultShell('explorer.exe', $RestartShell) | Out-Null
# Exit codes: 0 staff left the kiosk, 75 restart, 76 shut down; any other code restarts the shell.
$Codes = [int[]](0, 75, 76)
$Actions = [int[]]($DoNothing, $RestartShell, $ShutDown)
$Launcher.SetCustomShell($Sid, $Shell, $Codes, $Actions, $RestartShell) | Out-Null
$Launcher.SetEnabled($true) | Out-Null

Get-CimInstance -Namespace root\standardcimv2\embedded -ClassName WESL_UserSetting |
    Select-Object Sid, Shell, DefaultAction
