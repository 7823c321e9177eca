package io.komauth.config;

import org.keycloak.Config;

/** Which labels the metrics have. */
public final class MetricLabels {

    /** The label that has a realm's name. */
    public static final String REALM = "realm";

    /**
     * Adds the name of the realm to the labels; a server option alone. Without it, the number of series does not depend on that of the
     * realms.
     */
    public static final RealmSetting<Boolean> WITH_REALM = RealmSetting.bool(null, "metrics-realm", false);

    private MetricLabels() {
    }

    /**
     * Reads the server option.
     *
     * @throws IllegalArgumentException if it is neither {@code true} nor {@code false}
     */
    public static boolean isWithRealm() {
        return WITH_REALM.fromServer(Config.scope("captcha", "image"));
    }
}
