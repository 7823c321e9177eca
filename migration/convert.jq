# Turns the rows of an export, $roles and $users, into lines of four columns with tabs between them: what it is (role, user or
# rejected), the tenant, the name in lower case, and the JSON that Keycloak imports, or that says why a row is rejected.
# docs/migration.md says which columns a row has.

def blank: . == null or . == "";
def lower: tostring | ascii_downcase;
# The keys that more than one row has, as an object; by sorting, since jq 1.6 copies an object at each change
def repeated(key): [.[] | key | tojson] | group_by(.) | map(select(length > 1) | {(.[0]): true}) | add // {};

def role_ids: .role_id // "" | split(",") | map(gsub("\\A\\s+|\\s+\\z"; "") | select(. != ""));

def role: {name, attributes: {role_id: [.id], role_name: [.role_name // .name]}};

def password: {
    type: "password",
    createdDate: .password_date,
    credentialData: ({algorithm: "sha1-md5", hashIterations: 1} | tojson),
    secretData: ({value: .password} | tojson)
  } | with_entries(select(.value != null));

def user($role_names): {
    username: .account,
    enabled: (.enabled != false),
    email: (if .email | blank then null else .email end),
    attributes: ({user_id: .id, real_name, nick_name, dept_id, post_id}
      | with_entries(select(.value | blank | not) | .value |= [.])),
    realmRoles: (["default-roles-" + (.tenant_id | ascii_downcase)] + $role_names),
    credentials: (if .password | blank then [] else [password] end)
  } | with_entries(select(.value != null));

# The first thing that keeps a row from being imported, or null
def defect(more):
  if (.tenant_id | type) != "string" or (.tenant_id | test("\\A[0-9A-Za-z_-]+\\z") | not) then "tenant_id cannot name a realm"
  elif (.id | type) != "string" or .id == "" then "id is no text; as a number it would lose digits"
  else more end;

def role_defect($names; $ids): defect(
  if (.name | type) != "string" or .name == "" then "name is no text"
  elif .role_name != null and (.role_name | type) != "string" then "role_name is no text"
  elif $names[[.tenant_id, .name] | tojson] then "another role of the tenant has this name"
  elif $ids[[.tenant_id, .id] | tojson] then "another role of the tenant has this id"
  else null end);

def user_defect($accounts; $ids; $emails; $roles): defect(
  [.account, .real_name, .nick_name, .dept_id, .post_id, .email, .role_id, .password] as $texts
  | if any($texts[]; . != null and type != "string") then "a column is neither text nor null"
  elif any($texts[] // ""; length > 255) then "a column has more than 255 characters"
  elif .account | blank then "account is empty"
  elif .account | ascii_downcase | test("\\p{Lu}") then
    "account has capital letters other than A to Z: write them small, as Keycloak keeps them"
  elif $accounts[[.tenant_id, (.account | lower)] | tojson] then "another user of the tenant has this account"
  elif $ids[[.tenant_id, .id] | tojson] then "another user of the tenant has this id"
  elif (.email | blank | not) and $emails[[.tenant_id, (.email | lower)] | tojson] then
    "another user of the tenant has this email"
  elif (.password | blank | not) and (.password | test("\\A[0-9A-Fa-f]{40}\\z") | not) then "password is not 40 hexadecimal digits"
  elif .password_date != null and (.password_date | type) != "number" then "password_date is no number"
  elif .enabled != null and (.enabled | type) != "boolean" then "enabled is neither true nor false"
  else . as $row | [role_ids[] | select($roles[[$row.tenant_id, .] | tojson] == null)]
    | if . == [] then null else "no role has the id " + join(", ") end
  end);

def line($kind; $name; $json): "\($kind)\t\(.tenant_id | tostring)\t\($name | lower | tojson)\t\($json | tojson)";
def rejected($name; $defect): line("rejected"; $name; {tenant_id, id, defect: $defect});

($roles | repeated([.tenant_id, .name])) as $names
| ($roles | repeated([.tenant_id, .id])) as $role_ids
| (reduce ($roles[] | select(role_defect($names; $role_ids) == null)) as $role ({};
    .[[$role.tenant_id, $role.id] | tojson] = $role.name)) as $roles_by_id
| ($users | repeated([.tenant_id, (.account | lower)])) as $accounts
| ($users | repeated([.tenant_id, .id])) as $ids
| ($users | map(select(.email | blank | not)) | repeated([.tenant_id, (.email | lower)])) as $emails
| ($roles[] | role_defect($names; $role_ids) as $defect
    | if $defect == null then line("role"; .name; role) else rejected(.name; $defect) end),
  ($users[] | user_defect($accounts; $ids; $emails; $roles_by_id) as $defect
    | if $defect != null then rejected(.account; $defect)
      else .tenant_id as $tenant | [role_ids[] | $roles_by_id[[$tenant, .] | tojson]] as $role_names
        | line("user"; .account; user($role_names)) end)
