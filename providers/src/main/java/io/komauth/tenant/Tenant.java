package io.komauth.tenant;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

import io.komauth.config.RealmSetting;

import org.keycloak.models.RealmModel;
import org.keycloak.utils.StringUtil;

/**
 * A realm, seen as a tenant: the realm's name is the tenant id, and realm attributes hold what the tenant sets for
 * itself. A value that makes no sense is reported in the log and replaced by the default; it never breaks a login.
 */
public record Tenant(RealmModel realm) {

    public static final RealmSetting<String> LICENSE = RealmSetting.text("tenant.license", "", any -> true);
    public static final RealmSetting<String> ZONE = RealmSetting.text("tenant.zone", "Asia/Shanghai", Tenant::isZone);
    public static final RealmSetting<String> IDS = RealmSetting.text("tenant.ids", IdFormat.KEYCLOAK.toString(),
            name -> IdFormat.ofName(name.strip()).isPresent());
    public static final RealmSetting<Boolean> API = RealmSetting.bool("tenant.api", null, false);
    public static final RealmSetting<Boolean> API_QUERY = RealmSetting.bool("tenant.api.query", null, false);
    public static final RealmSetting<String> OLD_REFRESH_TOKENS_UNTIL = RealmSetting.text(
            "tenant.api.old-refresh-tokens-until", "", text -> Deadline.parse(text.strip()).isPresent());
    public static final String SIGNING_KEY = "tenant.signing-key";
    public static final String SM2_PRIVATE_KEY = "tenant.sm2-private-key";

    /** @return the tenant id, never {@code null} */
    public String id() {
        return realm.getName();
    }

    /** @return the realm's display name, else the tenant id */
    public String name() {
        String displayName = realm.getDisplayName();
        return StringUtil.isBlank(displayName) ? id() : displayName;
    }

    /** @return the text of the claim {@code license}; empty unless {@code tenant.license} says otherwise */
    public String license() {
        return Objects.requireNonNullElse(realm.getAttribute(LICENSE.attribute()), "");
    }

    /** @return the time zone of dates in responses: {@code tenant.zone}, else {@code Asia/Shanghai} */
    public ZoneId zone() {
        return ZoneId.of(ZONE.of(realm));
    }

    /** @return how ids of Keycloak's are written in claims: {@code tenant.ids}, else as they are */
    public IdFormat ids() {
        return IdFormat.ofName(IDS.of(realm)).orElseThrow();
    }

    /** @return whether the documented API serves this tenant: {@code tenant.api}, else it does not */
    public boolean isServedByApi() {
        return API.of(realm);
    }

    /** @return whether the documented API takes members from the query string: {@code tenant.api.query}, else not */
    public boolean acceptsQuery() {
        return API_QUERY.of(realm);
    }

    /**
     * @return until when the documented API exchanges refresh tokens of the old server, as
     *     {@code tenant.api.old-refresh-tokens-until} says; empty if it never does
     */
    public Optional<Instant> oldRefreshTokensUntil() {
        return Deadline.parse(OLD_REFRESH_TOKENS_UNTIL.of(realm)).map(deadline -> deadline.in(zone()));
    }

    private static boolean isZone(String name) {
        try {
            ZoneId.of(name.strip());
            return true;
        } catch (DateTimeException unknown) {
            return false;
        }
    }
}
