# Turns the rows of an export, $roles and $users, into lines of four columns with tabs between them: what it is (role, user or
# rejected), the tenant, the name in lower case, and the JSON that Keycloak imports, or that says why a row is rejected.
# Rows come as convert reads them: an object with its place, or only a place where the line was no JSON object.
# docs/migration.md says which columns a row has.

def blank: . == null or . == "";
def lower: tostring | ascii_downcase;
# The keys that more than one row has, as an object; by sorting, since jq 1.6 copies an object at each change
def repeated(key): [.[] | key | tojson] | group_by(.) | map(select(length > 1) | {(.[0]): true}) | add // {};

def role_ids: .role_id // "" | split(",") | map(gsub("\\A\\s+|\\s+\\z"; "") | select(. != "")) | unique;

def role: {name, attributes: {role_id: [.id], role_name: [.role_name // .name]}};

def password: {
    type: "password",
    createdDate: .password_date,
    credentialData: ({algorithm: "sha1-md5", hashIterations: 1} | tojson),
    secretData: ({value: .password} | tojson)
  } | with_entries(select(.value != null));

def user($role_names): {
    username: .account | lower,
    enabled: (.enabled != false),
    email: (if .email | blank then null else .email end),
    attributes: ({user_id: .id, real_name, nick_name, dept_id, post_id}
      | with_entries(select(.value | blank | not) | .value |= [.])),
    realmRoles: (["default-roles-" + (.tenant_id | ascii_downcase)] + $role_names),
    credentials: (if .password | blank then [] else [password] end)
  } | with_entries(select(.value != null));

# As Java and most databases count: a character beyond U+FFFF is two
def units: explode | map(if . > 65535 then 2 else 1 end) | add // 0;
def edged_by_blank: test("\\A[\\s\\p{Z}]|[\\s\\p{Z}]\\z");
# Other scripts' capitals: Keycloak writes them small by Unicode's rules, which jq does not have
def capitals: test("[\\p{Lu}\\p{Lt}\\x{2160}-\\x{216F}\\x{24B6}-\\x{24CF}]");

# What Keycloak 26.7 takes for an address (EmailValidationUtil), but for a domain that is not ASCII or a literal IPv6 address
def is_email:
  "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\x{80}-\\x{FFFF}-]+" as $atom
  | "\"(?:[A-Za-z0-9!#$%&'*.(),<>\\[\\]:; @+/=?^_`{|}~\\x{80}-\\x{FFFF}-]|\\\\\\\\|\\\\\")+\"" as $quoted
  | "[A-Za-z0-9!#$%&'*+/=?^`{|}~](?:[A-Za-z0-9!#$%&'*+/=?^`{|}~-]{0,61}[A-Za-z0-9!#$%&'*+/=?^`{|}~])?" as $part
  | test("\\A(?:\($atom)|\($quoted))(?:\\.(?:\($atom)|\($quoted)))*"
      + "@(?:\($part)(?:\\.\($part))*|\\[[0-9]{1,3}(?:\\.[0-9]{1,3}){3}\\])\\z")
    and (rindex("@") as $at | .[:$at] | units <= 64);

# The first of these columns that cannot be kept, and why; or null
def text_defect($columns): . as $row | first(($columns[] | . as $column | $row[.] | select(. != null)
  | if type != "string" then "\($column) is neither text nor null"
    elif length > 127 and units > 255 then "\($column) has more than 255 characters"
    elif test("[\\x{0}\\x{FFFD}]") then "\($column) has characters that could not be read, or NUL: is the export in UTF-8?"
    else empty end), null);

def names_realm: .tenant_id | type == "string" and test("\\A[0-9A-Za-z_][0-9A-Za-z_-]{0,199}\\z");

# The first thing that keeps a row from being imported, or null
def defect(more):
  if has("tenant_id") or has("id") | not then "the line is no JSON object with the columns of a row"
  elif names_realm | not then "tenant_id cannot name a realm: 1 to 200 of A-Z a-z 0-9 _ -, the first no -"
  elif (.tenant_id | ascii_downcase) == "master" then "tenant_id is the administration realm"
  elif (.id | type) != "string" then "id is no text; as a number it would lose digits"
  elif .id | test("\\S") | not then "id is empty"
  else text_defect(["id"]) // more end;

def role_defect($names; $ids): defect(
  text_defect(["name", "role_name"])
  // if .name == null or .name == "" then "name is empty"
  elif .name | edged_by_blank then "name begins or ends with a blank, which Keycloak takes away"
  elif .name | test("\\p{Cc}") then "name has a control character"
  elif .name as $name | ["offline_access", "uma_authorization", "default-roles-" + (.tenant_id | ascii_downcase)] | index($name) then
    "name is a role of Keycloak's own"
  elif .id | contains(",") or edged_by_blank then "id has a comma, or begins or ends with a blank: no user could have it"
  elif $names[[.tenant_id, .name] | tojson] then "name: another role of the tenant has it"
  elif $ids[[.tenant_id, .id] | tojson] then "id: another role of the tenant has it"
  else null end);

def user_defect($accounts; $ids; $emails; $others_emails; $roles; $without_password): defect(
  text_defect(["account", "email", "real_name", "nick_name", "dept_id", "post_id"])
  // if .account == null or (.account | test("\\S") | not) then "account is empty"
  elif .account | edged_by_blank then
    "account begins or ends with a blank, which login pages take away"
  elif .account | test("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]") then "account has a character that nobody sees (control, direction, width)"
  elif .account | ascii_downcase | capitals then
    "account has capital letters other than A to Z: write them small, as Keycloak keeps them"
  elif $accounts[[.tenant_id, (.account | lower)] | tojson] then "account: another user of the tenant has this account"
  elif $others_emails[[.tenant_id, (.account | lower)] | tojson] then
    "account: it is the email of another user of the tenant, who would be logged in instead"
  elif $ids[[.tenant_id, .id] | tojson] then "id: another user of the tenant has this id"
  elif (.email | blank | not) and (.email | is_email | not) then "email is no address that Keycloak takes"
  elif (.email | blank | not) and $emails[[.tenant_id, (.email | lower)] | tojson] then
    "email: another user of the tenant has this email"
  elif .password != null and (.password | type) != "string" then "password is neither text nor null"
  elif .enabled != null and (.enabled | type) != "boolean" then "enabled is neither true nor false"
  elif .password | blank then
    if $without_password or .enabled == false then null else "password is missing: see --without-password" end
  elif .password | test("\\A[0-9A-Fa-f]{40}\\z") | not then "password is not 40 hexadecimal digits"
  else null end
  // if .password_date == null then null
  elif (.password_date | type) != "number" then "password_date is no number"
  elif .password_date != (.password_date | floor) or .password_date < 0 or .password_date > 253402300799999 then
    "password_date is no count of milliseconds between 1970 and 9999"
  else null end
  // if .role_id != null and (.role_id | type) != "string" then "role_id is neither text nor null"
  else . as $row | [role_ids[] | select($roles[[$row.tenant_id, .] | tojson] == null)]
    | if . == [] then null else "role_id: no role has the id " + join(", ") end
  end);

# A name is JSON here, so that it has no tab and no line break of its own; a tenant is one that can name a folder, or nothing
def line($kind; $tenant; $name; $json): "\($kind)\t\($tenant)\t\($name | lower | tojson)\t\($json | tojson)";
def reason($defect): {tenant_id, id, row, defect: $defect} | with_entries(select(.value != null));
def rejected_role($defect): line("rejected"; "-"; ""; reason($defect));
# With the tenant where it is known whose row it is
def rejected_user($defect): line("rejected"; if names_realm and (.account | type) == "string" then .tenant_id else "" end; .account;
  reason($defect));

($roles | repeated([.tenant_id, .name])) as $names
| ($roles | repeated([.tenant_id, .id])) as $role_ids
| (reduce ($roles[] | select(role_defect($names; $role_ids) == null)) as $role ({};
    .[[$role.tenant_id, $role.id] | tojson] = $role.name)) as $roles_by_id
| ($users | repeated([.tenant_id, (.account | lower)])) as $accounts
| ($users | repeated([.tenant_id, .id])) as $ids
| ($users | map(select(.email | blank | not))) as $with_email
| ($with_email | repeated([.tenant_id, (.email | lower)])) as $emails
| ($users | map(select(.account | strings | contains("@")) | {key: [.tenant_id, (.account | lower)] | tojson, id})) as $like_emails
| (if $like_emails == [] then {} else
    $like_emails + ($with_email | map({key: [.tenant_id, (.email | lower)] | tojson, id})) | group_by(.key)
    | map(select(map(.id) | unique | length > 1) | {(.[0].key): true}) | add // {} end) as $others_emails
| ($roles[] | role_defect($names; $role_ids) as $defect
    | if $defect == null then line("role"; .tenant_id; .name; role) else rejected_role($defect) end),
  ($users[] | user_defect($accounts; $ids; $emails; $others_emails; $roles_by_id; $without_password == "true") as $defect
    | if $defect != null then rejected_user($defect)
      else .tenant_id as $tenant | [role_ids[] | $roles_by_id[[$tenant, .] | tojson]] as $role_names
        | line("user"; $tenant; .account; user($role_names)) end)
