# Sourced by the programs that call Keycloak's administration. KEYCLOAK_URL, KEYCLOAK_CLIENT and KEYCLOAK_SECRET_FILE are in the
# environment, and the realm is in $realm. Needs jq and curl.

export LC_ALL=C.UTF-8
umask 077
: "${KEYCLOAK_URL:?}" "${KEYCLOAK_SECRET_FILE:?}"

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
renewed=-60

stop() { printf '%s\n' "$*" >&2; exit 2; }

# The token of a client lives 60 seconds at first. It and the secret go by pipes: neither is seen in a list of processes.
renew_token() {
    [ $((SECONDS - renewed)) -ge 30 ] || return 0
    tr -d '\n' <"$KEYCLOAK_SECRET_FILE" | curl -sS --max-time 30 -o "$work/token" -d grant_type=client_credentials \
        --data-urlencode "client_id=${KEYCLOAK_CLIENT:-migration}" --data-urlencode client_secret@- \
        "$KEYCLOAK_URL/realms/master/protocol/openid-connect/token" || stop "$KEYCLOAK_URL does not answer"
    token=$(jq -re .access_token "$work/token" 2>/dev/null) || stop "No token: $(jq -r .error_description "$work/token" 2>/dev/null)"
    renewed=$SECONDS
}

encoded() { jq -rn --arg text "$1" '$text | @uri'; }

# call METHOD PATH [curl's options]: sets status, and leaves the answer in $work/answer
call() {
    renew_token
    status=$(curl -sS --globoff --path-as-is --max-time 600 -o "$work/answer" -w '%{http_code}' -X "$1" -H 'Content-Type: application/json' "${@:3}" \
        -K <(printf 'header = "Authorization: Bearer %s"\n' "$token") "$KEYCLOAK_URL/admin/realms/$(encoded "$realm")$2") \
        || stop "$realm: $KEYCLOAK_URL does not answer"
    case $status in
        401 | 403 | 502 | 503 | 504) stop "$realm: $KEYCLOAK_URL answers $status" ;;
    esac
}

call_or_stop() {
    call "$@"
    case $status in
        2??) ;;
        *) stop "$realm: $1 $2 answers $status $(head -c 300 "$work/answer")" ;;
    esac
}
