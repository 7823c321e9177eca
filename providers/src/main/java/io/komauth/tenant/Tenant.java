package io.komauth.tenant;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

import org.keycloak.models.RealmModel;
import org.keycloak.utils.StringUtil;

/**
 * A realm, seen as a tenant: the realm's name is the tenant id, and realm attributes hold what the tenant sets for
 * itself. A value that makes no sense is reported in the log and replaced by the default; it never breaks a login.
 */
public record Tenant(RealmModel realm) {

    private static final String LICENSE = "tenant.license";
    private static final String ZONE = "tenant.zone";
    private static final String IDS = "tenant.ids";
    private static final String API = "tenant.api";
    private static final String API_QUERY = "tenant.api.query";
    private static final String SIGNING_KEY = "tenant.signing-key";

    private static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");

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
        return Objects.requireNonNullElse(realm.getAttribute(LICENSE), "");
    }

    /** @return the time zone of dates in responses: {@code tenant.zone}, else {@code Asia/Shanghai} */
    public ZoneId zone() {
        String zone = realm.getAttribute(ZONE);
        if (StringUtil.isBlank(zone)) {
            return DEFAULT_ZONE;
        }
        try {
            return ZoneId.of(zone.strip());
        } catch (DateTimeException unknown) {
            Misconfiguration.report(realm, ZONE, zone, DEFAULT_ZONE.getId());
            return DEFAULT_ZONE;
        }
    }

    /** @return how ids of Keycloak's are written in claims: {@code tenant.ids}, else as they are */
    public Ids ids() {
        String ids = realm.getAttribute(IDS);
        if (StringUtil.isBlank(ids)) {
            return Ids.KEYCLOAK;
        }
        return Ids.named(ids.strip()).orElseGet(() -> {
            Misconfiguration.report(realm, IDS, ids, Ids.KEYCLOAK.toString());
            return Ids.KEYCLOAK;
        });
    }

    /** @return whether the documented API serves this tenant: {@code tenant.api}, else it does not */
    public boolean isServedByApi() {
        return isSet(API);
    }

    /** @return whether the documented API takes members from the query string: {@code tenant.api.query}, else not */
    public boolean takesQuery() {
        return isSet(API_QUERY);
    }

    /**
     * @return the text that {@code tenant.signing-key} holds: the key shared with the tenant's services, or an expression of
     *     Keycloak's vault that stands for it
     */
    public Optional<String> signingKey() {
        return Optional.ofNullable(realm.getAttribute(SIGNING_KEY)).filter(StringUtil::isNotBlank);
    }

    private boolean isSet(String attribute) {
        return BooleanSetting.read(realm, attribute, false);
    }
}
