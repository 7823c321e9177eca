#!/usr/bin/env bash
# tenant.sh TENANT NAME: makes a tenant of realm-config/tenant.json where there is none, and sets its display name. By the login
# of kcadm.sh. Run it again after a change of the lines below: the realm's flows, scopes and clients stay as they are.
set -euo pipefail
[ $# -eq 2 ] || { echo "usage: tenant.sh TENANT NAME" >&2; exit 2; }
tenant=$1
name=$2
template=$(dirname "$0")/../tenant.json

# the list needs no more rights than making one, and an expired login fails here
realms=$(kcadm.sh get realms --fields realm --format csv --noquotes)
if ! grep -qxF -- "$tenant" <<<"$realms"; then
    kcadm.sh create realms -f "$template" -s "realm=$tenant" -s "displayName=$name"
fi

# the settings of all your tenants, or of this one
kcadm.sh update "realms/$tenant" \
    -s "displayName=$name" \
    -s defaultLocale=en \
    -s 'attributes."tenant.zone"=UTC'
