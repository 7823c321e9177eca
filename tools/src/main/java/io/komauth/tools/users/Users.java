package io.komauth.tools.users;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.cli.Json;

/** The users of an export. */
final class Users {

    private static final Pattern SHA1 = Pattern.compile("[0-9A-Fa-f]{40}");
    /** The last millisecond of the year 9999. */
    private static final double LAST_DATE = 253402300799999.0;
    private static final String SEVERAL = "";

    private final Path file;
    private final Roles roles;
    private final boolean withoutPassword;
    private final Keys accounts = new Keys();
    private final Keys ids = new Keys();
    private final Keys emails = new Keys();
    /** Of each e-mail the id of the user who has it, or {@link #SEVERAL}. */
    private final Map<String, String> ownerByEmail = new HashMap<>();

    private Users(Path file, Roles roles, boolean withoutPassword) {
        this.file = file;
        this.roles = roles;
        this.withoutPassword = withoutPassword;
    }

    /**
     * Reads the file once for what must be unique.
     *
     * @param withoutPassword whether enabled users without a password can be imported
     */
    static Users read(Path file, Roles roles, boolean withoutPassword) {
        Users users = new Users(file, roles, withoutPassword);
        Rows.read(file, users::addKeys);
        users.accounts.complete();
        users.ids.complete();
        users.emails.complete();
        return users;
    }

    private void addKeys(Row row) {
        accounts.add(row, lower(row, "account"));
        ids.add(row, row.id());
        if (!row.isEmpty("email")) {
            emails.add(row, lower(row, "email"));
            if (row.namesRealm() && row.isText("email")) {
                String id = row.id() == null ? SEVERAL : row.id();
                ownerByEmail.merge(Keys.of(row, lower(row, "email")), id, (one, other) -> one.equals(other) ? one : SEVERAL);
            }
        }
    }

    Path file() {
        return file;
    }

    /** The column's text with A to Z in lower case, or null. */
    static String lower(Row row, String column) {
        String text = row.text(column);
        return text == null ? null : Characters.lower(text);
    }

    /** The first thing that keeps a row from being imported, or its user from logging in; or null. */
    String defect(Row row) {
        String defect = Rules.rowDefect(row);
        if (defect == null) {
            defect = Rules.textDefect(row, List.of("account", "email", "real_name", "nick_name", "dept_id", "post_id"));
        }
        if (defect == null) {
            defect = accountDefect(row);
        }
        if (defect == null) {
            defect = emailDefect(row);
        }
        if (defect == null) {
            defect = passwordDefect(row);
        }
        if (defect == null) {
            defect = dateDefect(row.value("password_date"));
        }
        return defect == null ? roleDefect(row) : defect;
    }

    private String accountDefect(Row row) {
        String account = row.text("account");
        if (account == null || Characters.isBlank(account)) {
            return "account is empty";
        }
        if (Characters.isEdgedByBlank(account)) {
            return "account begins or ends with a blank, which login pages take away";
        }
        if (Characters.hasInvisible(account)) {
            return "account has a character that nobody sees (control, direction, width)";
        }
        String lower = Characters.lower(account);
        if (Characters.hasCapital(lower)) {
            return "account has capital letters other than A to Z: write them small, as Keycloak keeps them";
        }
        if (accounts.isRepeated(row, lower)) {
            return "account: another user of the tenant has this account";
        }
        if (lower.contains("@") && !row.id().equals(ownerByEmail.getOrDefault(Keys.of(row, lower), row.id()))) {
            return "account: it is the email of another user of the tenant, who would be logged in instead";
        }
        return ids.isRepeated(row, row.id()) ? "id: another user of the tenant has this id" : null;
    }

    private String emailDefect(Row row) {
        if (row.isEmpty("email")) {
            return null;
        }
        if (!EmailAddress.isValid(row.text("email"))) {
            return "email is no address that Keycloak takes";
        }
        return emails.isRepeated(row, lower(row, "email")) ? "email: another user of the tenant has this email" : null;
    }

    private String passwordDefect(Row row) {
        if (!row.isNull("password") && !row.isText("password")) {
            return "password is neither text nor null";
        }
        JsonNode enabled = row.value("enabled");
        if (!row.isNull("enabled") && !enabled.isBoolean()) {
            return "enabled is neither true nor false";
        }
        if (row.isEmpty("password")) {
            return withoutPassword || isDisabled(row) ? null : "password is missing: see --without-password";
        }
        return SHA1.matcher(row.text("password")).matches() ? null : "password is not 40 hexadecimal digits";
    }

    private static boolean isDisabled(Row row) {
        return row.value("enabled").isBoolean() && !row.value("enabled").booleanValue();
    }

    private static String dateDefect(JsonNode date) {
        if (date.isNull() || date.isMissingNode()) {
            return null;
        }
        if (!date.isNumber()) {
            return "password_date is no number";
        }
        double millis = date.doubleValue();
        return date.canConvertToExactIntegral() && millis >= 0 && millis <= LAST_DATE ? null
                : "password_date is no count of milliseconds between 1970 and 9999";
    }

    private String roleDefect(Row row) {
        if (!row.isNull("role_id") && !row.isText("role_id")) {
            return "role_id is neither text nor null";
        }
        List<String> unknown = row.roleIds().stream().filter(id -> roles.name(row, id) == null).toList();
        return unknown.isEmpty() ? null : "role_id: no role has the id " + String.join(", ", unknown);
    }

    /** What Keycloak imports for a row without a defect. */
    ObjectNode representation(Row row) {
        ObjectNode user = Json.object().put("username", lower(row, "account")).put("enabled", !isDisabled(row));
        if (!row.isEmpty("email")) {
            user.put("email", row.text("email"));
        }
        ObjectNode attributes = user.putObject("attributes");
        attributes.putArray("user_id").add(row.id());
        for (String column : List.of("real_name", "nick_name", "dept_id", "post_id")) {
            if (!row.isEmpty(column)) {
                attributes.putArray(column).add(row.text(column));
            }
        }
        ArrayNode names = user.putArray("realmRoles").add(Rules.defaultRole(row.tenant()));
        row.roleIds().forEach(id -> names.add(roles.name(row, id)));
        ArrayNode credentials = user.putArray("credentials");
        if (!row.isEmpty("password")) {
            credentials.add(password(row));
        }
        return user;
    }

    private static ObjectNode password(Row row) {
        ObjectNode password = Json.object().put("type", "password");
        if (!row.isNull("password_date")) {
            password.put("createdDate", (long) row.value("password_date").doubleValue());
        }
        return password
                .put("credentialData", Json.write(Json.object().put("algorithm", "sha1-md5").put("hashIterations", 1)))
                .put("secretData", Json.write(Json.object().put("value", row.text("password"))));
    }
}
