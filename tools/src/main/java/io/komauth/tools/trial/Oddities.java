package io.komauth.tools.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.cli.Json;

/**
 * The oddities of real dumps, as an export of one tenant. A row's member {@code oddity} says what is odd, and {@code wrong}
 * how the reason begins for which it is to be rejected: null is for a row whose user logs in, {@code either} for one that
 * logs in or is rejected.
 */
final class Oddities {

    private static final String EITHER = "either";

    /** What texts of a dump may have in them. */
    private static final Map<String, String> TEXTS = texts(
            "a tab", "\t", "a line break", "\n", "a carriage return", "\r", "NUL", "\0", "DEL", "\177",
            "a control character of Latin-1", Character.toString(0x85), "a line separator", Character.toString(0x2028),
            "a quote", "\"", "an apostrophe", "'", "a backslash", "\\", "a command", "$(touch odd)`touch odd`",
            "an entity", "&lt;b&gt;", "markup", "<script>", "a parent", "/../", "a glob", "*?[a-z]", "a percent", "%00%2e",
            "a semicolon", ";|&", "a hash", "#x=", "a vault's word", "${vault.x}", "braces", "{{x}}", "a comma", ",",
            "two blanks", "  ", "a blank that holds", "\u00a0", "a wide blank", "\u3000", "a soft hyphen", "\u00ad",
            "no width", "\u200b", "a direction", "\u200f", "an override", "\u202e", "a byte order mark", "\ufeff",
            "what could not be read", "\ufffd", "no character", "\uffff", "emoji", "😀",
            "an emoji of many", "👩\u200d👩\u200d👧", "an accent of its own", "e\u0301", "Chinese", "用户", "Cyrillic", "раура",
            "Arabic", "مستخدم", "wide letters", "ａｂ", "sharp s", "ß", "a dotless i", "ı", "a dotted I", "İ",
            "a capital A with a ring", "\u00c5", "a Roman numeral", "Ⅷ", "a plus", "+", "an at sign", "@",
            "200 letters", "x".repeat(200), "300 letters", "x".repeat(300), "130 emoji", "😀".repeat(130));

    private static final List<String> NO_ADDRESSES = List.of("none", "n/a", "-", "a@", "@b.c", "a b@c.de", " a@b.c", "a@b.c ",
            "a@b..c", "a@b.c.", ".a@b.c", "a.@b.c", "a..b@c.de", "a@b@c.de", "a@-b.c", "a@b-.c", "a@b_c.de", "a@b.c;d@e.f",
            "a@b.c,d@e.f", "<a@b.c>", "a@b\u3000.c", "a@" + "b".repeat(64) + ".c", "a".repeat(65) + "@b.c", "a\0@b.c", "ａ＠b.c",
            "😀@b.c", "a@bücher.example", "a(b)@c.de", "a@[1.2.3]", "mailto:a@b.c");

    private static final List<String> ADDRESSES = List.of("a+b@c.de", "a'b@c.de", "a".repeat(64) + "@b.c", "a@b", "a@b.c-d.e",
            "a@" + "b".repeat(63) + ".c", "\"a b\"@c.de", "äöü@b.c", "用户@b.c", "a@[1.2.3.4]", "a@xn--bcher-kva.example", "1@2.3",
            "a_b@c.de", "_@c.de", "a/b@c.de", "{a}@c.de");

    private static final List<String> LINES = List.of("{", "[]", "null", "{}", "\"\"", "{\"tenant_id\":",
            "{\"id\":\"1\"} {\"id\":\"2\"}", "\\N", "id,account");

    private final String tenant;
    private final String password;
    private final List<ObjectNode> roles = new ArrayList<>();
    private final List<ObjectNode> users = new ArrayList<>();

    /**
     * @param tenant   whose export it is
     * @param password the hash that the users have
     */
    Oddities(String tenant, String password) {
        this.tenant = tenant;
        this.password = password;
        addRoles();
        addAccounts();
        addIds();
        addAddresses();
        addPasswords();
        addDatesAndNames();
        addUsersRoles();
        addTenants();
        addTexts();
        number();
    }

    List<ObjectNode> roles() {
        return List.copyOf(roles);
    }

    List<ObjectNode> users() {
        return List.copyOf(users);
    }

    /** Lines that are no row. */
    List<String> lines() {
        return LINES;
    }

    /** All of it: {@code roles}, {@code users} and {@code lines}. */
    ObjectNode json() {
        ObjectNode json = Json.object();
        json.putArray("roles").addAll(roles);
        json.putArray("users").addAll(users);
        ArrayNode lines = json.putArray("lines");
        LINES.forEach(lines::add);
        return json;
    }

    private static Map<String, String> texts(String... namesAndTexts) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            texts.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return texts;
    }

    private void addRoles() {
        for (int i = 0; i < 40; i++) {
            role("7" + (i + 100), "role " + i, null).put("role_name", "the role " + i);
        }
        role("8", "..", null).put("role_name", "odd 0");
        role("81", "a/b *?#%2f", null).put("role_name", "odd 1");
        role("82", "$(touch odd) \"'\\😀用户", null).put("role_name", "odd 2");
        role("83", "x".repeat(255), null);
        role("84", "no name", null).put("role_name", "");
        role("90", " blank", "name");
        role("91", "", "name");
        role("92", null, "name");
        role("93", "a\tb", "name");
        role("94", "offline_access", "name");
        role("95", "default-roles-" + tenant.toLowerCase(Locale.ROOT), "name");
        role("96", "x".repeat(256), "name");
        role("97,98", "comma", "id");
        role("99", "number", "id").put("id", 99);
        role("99", "n", "role_name").put("role_name", 1);
        role("100", "twice", "name");
        role("101", "twice", "name");
        role("102", "first", "id");
        role("102", "second", "id");
    }

    private ObjectNode role(String id, String name, String wrong) {
        ObjectNode role = Json.object().put("tenant_id", tenant).put("id", id).put("name", name);
        roles.add(role);
        return wrong == null ? role : role.put("wrong", wrong);
    }

    private void user(String oddity, String wrong, Consumer<ObjectNode> change) {
        ObjectNode user = Json.object().put("tenant_id", tenant).put("password", password).put("password_date", 1650211202000L)
                .put("oddity", oddity).put("wrong", wrong);
        change.accept(user);
        users.add(user);
    }

    /** @param wrong null if the user logs in */
    private void user(String oddity, String wrong, String column, String value) {
        user(oddity, wrong, user -> user.put(column, value));
    }

    private void addAccounts() {
        user("nothing", null, user -> { });
        user("all columns", null, user -> user.put("real_name", "Li 李").put("nick_name", "小李").put("dept_id", "1,2")
                .put("post_id", "3").put("email", "li@example.org").put("role_id", "7100"));
        user("a long account", null, "account", "l".repeat(255));
        user("a short account", null, "account", "z");
        user("an account that is longer", "account", "account", "l".repeat(256));
        user("no account", "account", "account", null);
        user("an empty account", "account", "account", "");
        user("a blank account", "account", "account", "  ");
        user("a blank before the account", "account", "account", " before");
        user("a blank after the account", "account", "account", "after ");
        user("a tab after the account", "account", "account", "tab\t");
        user("an account that is a number", "account", user -> user.put("account", 7));
        user("capitals", null, "account", "CAPITALS");
        user("an account twice", "account", "account", "twice");
        user("an account twice, in another case", "account", "account", "TWICE");
        user("an account in letters", null, "account", "width");
        user("the same in wide ones", null, "account", "ｗｉｄｔｈ");
        user("the name of a property", null, "account", "constructor");
        user("a number as account", null, "account", "13800138000");
        user("an address as account", null, user -> user.put("account", "own@example.org").put("email", "own@example.org"));
        user("another one's address as account", "account", "account", "other@example.org");
        user("that address", null, "email", "Other@Example.org");
    }

    private void addIds() {
        user("an id twice", "id", "id", "twice");
        user("an id twice", "id", "id", "twice");
        user("a number as id", "id", user -> user.put("id", 1));
        user("an empty id", "id", "id", "");
        user("no id", "id", "id", null);
        user("a long id", "id", "id", "1".repeat(256));
    }

    private void addAddresses() {
        user("an empty address", null, "email", "");
        user("capitals in the address", null, "email", "Capital@Example.ORG");
        user("an address twice", "email", "email", "both@example.org");
        user("an address twice", "email", "email", "BOTH@example.org");
        NO_ADDRESSES.forEach(address -> user("the address " + address, "email", "email", address));
        ADDRESSES.forEach(address -> user("the address " + address, null, "email", address));
    }

    private void addPasswords() {
        user("no password", "password", "password", null);
        user("an empty password", "password", "password", "");
        user("no password, and locked", null, user -> user.putNull("password").put("enabled", false));
        user("locked", null, user -> user.put("enabled", false));
        user("a hash in capitals", null, "password", password.toUpperCase(Locale.ROOT));
        user("a short hash", "password", "password", password.substring(0, 39));
        user("a hash of another kind", "password", "password", "{SSHA}" + password);
        user("a blank after the hash", "password", "password", password + " ");
        user("a line break after the hash", "password", "password", password + "\n");
        user("an MD5", "password", "password", password.substring(0, 32));
        user("an array as password", "password", user -> user.putArray("password").add(password));
        user("enabled as number", "enabled", user -> user.put("enabled", 1));
        user("enabled as text", "enabled", "enabled", "true");
    }

    private void addDatesAndNames() {
        user("no date", null, "password_date", null);
        user("a date as text", "password_date", "password_date", "2022-04-18");
        user("a date of no time", "password_date", user -> user.put("password_date", -62135596800000L));
        user("a date that is too far", "password_date", user -> user.put("password_date", 1e300));
        user("half a millisecond", "password_date", user -> user.put("password_date", 1650211202000.5));
        user("the first date", null, user -> user.put("password_date", 0));
        user("a name as long as can be", null, "real_name", "名".repeat(255));
        user("a name that is longer", "real_name", "real_name", "名".repeat(256));
        user("a department that is longer", "dept_id", "dept_id", "1".repeat(256));
        user("a number as name", "real_name", user -> user.put("real_name", 5));
        user("an object as name", "nick_name", user -> user.putObject("nick_name"));
    }

    private void addUsersRoles() {
        user("a number as role", "role_id", user -> user.put("role_id", 7100));
        user("40 roles", null, "role_id",
                IntStream.range(0, 40).mapToObj(role -> "7" + (role + 100)).collect(Collectors.joining(",")));
        user("odd roles", null, "role_id", "8,81, 82 ,83,84");
        user("a role twice", null, "role_id", "7100,7100");
        user("empty roles", null, "role_id", ",, ,");
        user("a role that is not there", "role_id", "role_id", "7100,404");
        user("a role that is rejected", "role_id", "role_id", "90");
    }

    private void addTenants() {
        for (String name : List.of("", ".", "..", "../x", "a/b", "-m777", "--", "master", " ", "a b", "a\nuser\t" + tenant,
                tenant + "\n", tenant + "\0", "$(touch odd)", "*", "租户", "x".repeat(300))) {
            user("the tenant " + name, "tenant_id", "tenant_id", name);
        }
        user("no tenant", "tenant_id", "tenant_id", null);
        user("a number as tenant", "tenant_id", user -> user.put("tenant_id", 1));
    }

    private void addTexts() {
        TEXTS.forEach((name, text) -> {
            user(name + " in the account", EITHER, "account", "in" + text + "side");
            user(name + " in the address", EITHER, "email", "in" + text + "side@example.org");
            user(name + " in texts", EITHER, user -> user.put("real_name", text).put("nick_name", text)
                    .put("dept_id", "1" + text).put("post_id", text + "2"));
            user(name + " in the id", EITHER, "id", "in" + text + "side");
        });
    }

    /** Gives an id and an account to users without. */
    private void number() {
        for (int i = 0; i < users.size(); i++) {
            ObjectNode user = users.get(i);
            if (!user.has("id")) {
                user.put("id", "9" + (i + 100000));
            }
            if (!user.has("account")) {
                user.put("account", "odd" + i);
            }
        }
    }
}
