# The oddities of real dumps, as an export of the tenant $tenant whose users have the password hash $password: {roles, users, lines},
# where lines are what is no row. A row's member oddity says what is odd, and wrong how the reason begins for which it is to be
# rejected: null is for a row whose user logs in, "either" for one that logs in or is rejected. For `trial` and the tests.

def texts: {
    "a tab": "\t", "a line break": "\n", "a carriage return": "\r", NUL: "\u0000", DEL: "\u007f", "a control character of Latin-1": "\u0085",
    "a line separator": "\u2028", "a quote": "\"", "an apostrophe": "'", "a backslash": "\\", "a command": "$(touch odd)`touch odd`",
    "an entity": "&lt;b&gt;", markup: "<script>", "a parent": "/../", "a glob": "*?[a-z]", "a percent": "%00%2e", "a semicolon": ";|&",
    "a hash": "#x=", "a vault's word": "${vault.x}", braces: "{{x}}", "a comma": ",", "two blanks": "  ", "a blank that holds": "\u00a0",
    "a wide blank": "\u3000", "a soft hyphen": "\u00ad", "no width": "\u200b", "a direction": "\u200f", "an override": "\u202e",
    "a byte order mark": "\ufeff", "what could not be read": "\ufffd", "no character": "\uffff", emoji: "😀", "an emoji of many": "👩‍👩‍👧",
    "an accent of its own": "e\u0301", Chinese: "用户", Cyrillic: "раура", Arabic: "مستخدم", "wide letters": "ａｂ", "sharp s": "ß",
    "a dotless i": "ı", "a dotted I": "İ", "a capital A with a ring": "Å", "a Roman numeral": "Ⅷ", "a plus": "+", "an at sign": "@",
    "200 letters": ("x" * 200), "300 letters": ("x" * 300), "130 emoji": ("😀" * 130)
  };

def user($oddity; $change; $wrong): {tenant_id: $tenant, $password, password_date: 1650211202000, $oddity, $wrong} + $change;
def number: to_entries | map(.key as $n | .value | {id: "9\($n + 100000)", account: "odd\($n)"} + .);

def roles: [range(40) | {id: "7\(. + 100)", name: "role \(.)", role_name: "the role \(.)"}]
  + [range(3) | {id: (["8", "81", "82"][.]), name: (["..", "a/b *?#%2f", "$(touch odd) \"'\\😀用户"][.]), role_name: "odd \(.)"}]
  + [{id: "83", name: ("x" * 255)}, {id: "84", name: "no name", role_name: ""}]
  + [{id: "90", name: " blank", wrong: "name"}, {id: "91", name: "", wrong: "name"}, {id: "92", name: null, wrong: "name"},
     {id: "93", name: "a\tb", wrong: "name"}, {id: "94", name: "offline_access", wrong: "name"},
     {id: "95", name: "default-roles-\($tenant | ascii_downcase)", wrong: "name"}, {id: "96", name: ("x" * 256), wrong: "name"},
     {id: "97,98", name: "comma", wrong: "id"}, {id: 99, name: "number", wrong: "id"}, {id: "99", name: "n", role_name: 1, wrong: "role_name"},
     {id: "100", name: "twice", wrong: "name"}, {id: "101", name: "twice", wrong: "name"},
     {id: "102", name: "first", wrong: "id"}, {id: "102", name: "second", wrong: "id"}]
  | map({tenant_id: $tenant} + .);

def users: [
    user("nothing"; {}; null),
    user("all columns"; {real_name: "Li 李", nick_name: "小李", dept_id: "1,2", post_id: "3", email: "li@example.org", role_id: "7100"}; null),
    user("a long account"; {account: ("l" * 255)}; null), user("a short account"; {account: "z"}; null),
    user("a name as long as can be"; {real_name: ("名" * 255)}; null), user("a name that is longer"; {real_name: ("名" * 256)}; "real_name"),
    user("a department that is longer"; {dept_id: ("1" * 256)}; "dept_id"), user("an account that is longer"; {account: ("l" * 256)}; "account"),
    user("no account"; {account: null}; "account"), user("an empty account"; {account: ""}; "account"),
    user("a blank account"; {account: "  "}; "account"), user("a blank before the account"; {account: " before"}; "account"),
    user("a blank after the account"; {account: "after "}; "account"), user("a tab after the account"; {account: "tab\t"}; "account"),
    user("an account that is a number"; {account: 7}; "account"), user("capitals"; {account: "CAPITALS"}; null),
    user("an account twice"; {account: "twice"}; "account"), user("an account twice, in another case"; {account: "TWICE"}; "account"),
    user("an account in letters"; {account: "width"}; null), user("the same in wide ones"; {account: "ｗｉｄｔｈ"}; null),
    user("the name of a property"; {account: "constructor"}; null), user("a number as account"; {account: "13800138000"}; null),
    user("an address as account"; {account: "own@example.org", email: "own@example.org"}; null),
    user("another one's address as account"; {account: "other@example.org"}; "account"),
    user("that address"; {email: "Other@Example.org"}; null),
    user("an id twice"; {id: "twice"}; "id"), user("an id twice"; {id: "twice"}; "id"), user("a number as id"; {id: 1}; "id"),
    user("an empty id"; {id: ""}; "id"), user("no id"; {id: null}; "id"), user("a long id"; {id: ("1" * 256)}; "id"),
    user("an empty address"; {email: ""}; null), user("capitals in the address"; {email: "Capital@Example.ORG"}; null),
    user("an address twice"; {email: "both@example.org"}; "email"), user("an address twice"; {email: "BOTH@example.org"}; "email"),
    (("none", "n/a", "-", "a@", "@b.c", "a b@c.de", " a@b.c", "a@b.c ", "a@b..c", "a@b.c.", ".a@b.c", "a.@b.c", "a..b@c.de", "a@b@c.de", "a@-b.c",
      "a@b-.c", "a@b_c.de", "a@b.c;d@e.f", "a@b.c,d@e.f", "<a@b.c>", "a@b\u3000.c", "a@\("b" * 64).c", "\("a" * 65)@b.c", "a\u0000@b.c", "ａ＠b.c", "😀@b.c",
      "a@bücher.example", "a(b)@c.de", "a@[1.2.3]", "mailto:a@b.c") as $email | user("the address \($email)"; {$email}; "email")),
    (("a+b@c.de", "a'b@c.de", "\("a" * 64)@b.c", "a@b", "a@b.c-d.e", "a@\("b" * 63).c", "\"a b\"@c.de", "äöü@b.c", "用户@b.c", "a@[1.2.3.4]", "a@xn--bcher-kva.example",
      "1@2.3", "a_b@c.de", "_@c.de", "a/b@c.de", "{a}@c.de") as $email | user("the address \($email)"; {$email}; null)),
    user("no password"; {password: null}; "password"), user("an empty password"; {password: ""}; "password"),
    user("no password, and locked"; {password: null, enabled: false}; null), user("locked"; {enabled: false}; null),
    user("a hash in capitals"; {password: ($password | ascii_upcase)}; null), user("a short hash"; {password: $password[:39]}; "password"),
    user("a hash of another kind"; {password: ("{SSHA}" + $password)}; "password"), user("a blank after the hash"; {password: ($password + " ")}; "password"),
    user("a line break after the hash"; {password: ($password + "\n")}; "password"), user("an MD5"; {password: $password[:32]}; "password"),
    user("an array as password"; {password: [$password]}; "password"), user("enabled as number"; {enabled: 1}; "enabled"),
    user("enabled as text"; {enabled: "true"}; "enabled"), user("no date"; {password_date: null}; null),
    user("a date as text"; {password_date: "2022-04-18"}; "password_date"), user("a date of no time"; {password_date: -62135596800000}; "password_date"),
    user("a date that is too far"; {password_date: 1e300}; "password_date"), user("half a millisecond"; {password_date: 1650211202000.5}; "password_date"),
    user("the first date"; {password_date: 0}; null), user("a number as name"; {real_name: 5}; "real_name"),
    user("an object as name"; {nick_name: {}}; "nick_name"), user("a number as role"; {role_id: 7100}; "role_id"),
    user("40 roles"; {role_id: ([range(40) | "7\(. + 100)"] | join(","))}; null), user("odd roles"; {role_id: "8,81, 82 ,83,84"}; null),
    user("a role twice"; {role_id: "7100,7100"}; null), user("empty roles"; {role_id: ",, ,"}; null),
    user("a role that is not there"; {role_id: "7100,404"}; "role_id"), user("a role that is rejected"; {role_id: "90"}; "role_id"),
    (("", ".", "..", "../x", "a/b", "-m777", "--", "master", " ", "a b", "a\nuser\t\($tenant)", "\($tenant)\n", "\($tenant)\u0000", "$(touch odd)", "*", "租户", "x" * 300)
      as $tenant_id | user("the tenant \($tenant_id)"; {$tenant_id}; "tenant_id")),
    user("no tenant"; {tenant_id: null}; "tenant_id"), user("a number as tenant"; {tenant_id: 1}; "tenant_id"),
    (texts | to_entries[] | user("\(.key) in the account"; {account: "in\(.value)side"}; "either"),
      user("\(.key) in the address"; {email: "in\(.value)side@example.org"}; "either"),
      user("\(.key) in texts"; {real_name: .value, nick_name: .value, dept_id: "1\(.value)", post_id: "\(.value)2"}; "either"),
      user("\(.key) in the id"; {id: "in\(.value)side"}; "either"))
  ] | number;

{roles: roles, users: users, lines: ["{", "[]", "null", "{}", "\"\"", "{\"tenant_id\":", "{\"id\":\"1\"} {\"id\":\"2\"}", "\\N", "id,account"]}
