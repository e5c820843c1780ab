# Block system keys for everyone except administrators. Run as administrator, then restart.
# Written from Microsoft's public documentation (WEKF_PredefinedKey, WEKF_Settings). Not tried by us.
$ErrorActionPreference = 'Stop'

Enable-WindowsOptionalFeature -Online -FeatureName Client-KeyboardFilter -All -NoRestart

$Space = 'root\standardcimv2\embedded'
$Blocked = @(
    'Alt+F4', 'Alt+Tab', 'Alt+Esc', 'Alt+Space', 'Ctrl+Esc', 'Ctrl+Tab', 'Ctrl+F4',
    'Ctrl+Alt+Del', 'Shift+Ctrl+Esc', 'Windows', 'LShift+LAlt+NumLock', 'LShift+LAlt+PrintScrn',
    'Win+L', 'Win+R', 'Win+E', 'Win+D', 'Win+Tab', 'Win+U'
)
foreach ($Id in $Blocked) {
    $Key = Get-WmiObject -Namespace $Space -Class WEKF_PredefinedKey | Where-Object { $_.Id -eq $Id }
    if ($Key) {
        $Key.Enabled = $true
        $Key.Put() | Out-Null
    } else {
        Write-Warning "This version of Windows does not know ${Id}: block it as a custom key"
    }
}

# Administrators keep all keys. Pressing the left Windows key (scan code 91) five times opens the sign-in screen.
Get-WmiObject -Namespace $Space -Class WEKF_Settings | ForEach-Object {
    if ($_.Name -eq 'DisableKeyboardFilterForAdministrators') { $_.Value = 'true'; $_.Put() | Out-Null }
    if ($_.Name -eq 'BreakoutKeyScanCode') { $_.Value = '91'; $_.Put() | Out-Null }
}
