package io.komauth.config;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.komauth.logging.SafeLogger;

import org.keycloak.models.RealmModel;

/** Tells an operator of a realm's setting that could not be taken as it is. */
public final class Misconfiguration {

    private static final SafeLogger LOG = SafeLogger.of(Misconfiguration.class);

    /** Settings are read with every request, also from strangers: a line each would let them fill the log. */
    private static final Set<String> REPORTED = ConcurrentHashMap.newKeySet();
    private static final int REMEMBERED = 10_000;
    private static final int MAX_SHOWN_LENGTH = 100;

    private Misconfiguration() {
    }

    /**
     * Says so once for each value.
     *
     * @param setting as the log calls it
     * @param used    what counts instead
     */
    public static void report(RealmModel realm, String setting, String value, String used) {
        String shown = value.length() > MAX_SHOWN_LENGTH ? value.substring(0, MAX_SHOWN_LENGTH) + '…' : value;
        if (isNew(realm.getId() + ' ' + setting + ' ' + shown)) {
            LOG.warn("Realm %s: the value '%s' of %s is out of range, %s is used instead", realm.getName(),
                    shown, setting, used);
        }
    }

    /**
     * Says once that a step is in a flow that it is not made for.
     *
     * @param flow   the alias
     * @param reason what is wrong with the step, as the log says it after the name
     */
    public static void reportStep(RealmModel realm, String flow, String step, String reason) {
        if (isNew(realm.getId() + ' ' + flow + ' ' + step + ' ' + reason)) {
            LOG.warn("Realm %s: the step '%s' in the flow '%s' %s. Remove it from the flow", realm.getName(), step, flow, reason);
        }
    }

    private static boolean isNew(String line) {
        if (REPORTED.size() >= REMEMBERED) {
            REPORTED.clear();
        }
        return REPORTED.add(line);
    }
}
