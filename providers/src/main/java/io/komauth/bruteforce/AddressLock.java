package io.komauth.bruteforce;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.komauth.config.Misconfiguration;
import io.komauth.config.RealmSetting;

import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The lock of addresses that too many logins have failed from, by whatever names. An address is locked for the whole window from
 * the failure on that reaches the limit; what is denied meanwhile is no failed login, and prolongs nothing. A realm has the lock
 * if one of its flows has the step.
 */
public final class AddressLock {

    /** The id of the step that denies. */
    public static final String STEP_ID = "deny-locked-address";

    /** The {@code error_description} of a token request that is denied, and the reason in the event. */
    public static final String DENIED = "Too many failed logins from this address";

    /** The key of a text for people. */
    public static final String MESSAGE_KEY = "komAuthAddressLockDenied";

    /** Failed logins that lock an address. */
    public static final RealmSetting<Integer> FAILURES =
            RealmSetting.integer("address-lock.failures", null, 1, FailureThreshold.MAX_LOCK_FAILURES, 5);

    /** Seconds for which a failed login counts, and an address is locked. */
    public static final RealmSetting<Integer> WINDOW = RealmSetting.integer("address-lock.window", null, 60, 86_400, 1_800);

    /** Addresses and networks that are never locked. */
    public static final RealmSetting<String> ALLOWED = RealmSetting.text("address-lock.allowed", "",
            text -> entries(text).allMatch(entry -> AddressRange.parse(entry).isPresent()));

    /** Not among the errors that count as failed logins. */
    private static final String EVENT_ERROR = "address_locked";

    private static final String SEPARATORS = "[\\s,;]+";

    private final KeycloakSession session;
    private final RealmModel realm;

    private AddressLock(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** @return whether this request's address is locked now, for a flow of the realm that has the step */
    public static boolean denies(KeycloakSession session, RealmModel realm) {
        return new AddressLock(session, realm).isReached();
    }

    /** Ends the event of a request that is denied. */
    public static void report(EventBuilder event) {
        event.detail(Details.REASON, DENIED).error(EVENT_ERROR);
    }

    /** @return whether one of the realm's flows has the step */
    private static boolean isUsedIn(RealmModel realm) {
        return realm.getAuthenticationFlowsStream()
                .flatMap(flow -> realm.getAuthenticationExecutionsStream(flow.getId()))
                .anyMatch(step -> STEP_ID.equals(step.getAuthenticator()) && !step.isDisabled());
    }

    /** @return what failures are counted for; empty if the realm has no lock */
    static Optional<FailureThreshold> thresholdOf(RealmModel realm) {
        return isUsedIn(realm) ? Optional.of(settings(realm)) : Optional.empty();
    }

    private static FailureThreshold settings(RealmModel realm) {
        return new FailureThreshold(FAILURES.of(realm), WINDOW.of(realm), true);
    }

    private boolean isReached() {
        String address = session.getContext().getConnection().getRemoteHost();
        return address != null && !isAllowed(address)
                && new LoginFailures(session, realm).isReached(new LoginAttempt(null, address), settings(realm));
    }

    private boolean isAllowed(String address) {
        List<AddressRange> allowed = allowed();
        return !allowed.isEmpty() && IpLiteral.parse(address)
                .filter(bytes -> allowed.stream().anyMatch(range -> range.contains(bytes))).isPresent();
    }

    /** An entry that is neither an address nor a network exempts nobody; the others count. */
    private List<AddressRange> allowed() {
        return entries(Objects.requireNonNullElse(realm.getAttribute(ALLOWED.attribute()), ""))
                .flatMap(entry -> {
                    Optional<AddressRange> range = AddressRange.parse(entry);
                    if (range.isEmpty()) {
                        Misconfiguration.report(realm, ALLOWED.attribute(), entry, "no address");
                    }
                    return range.stream();
                }).toList();
    }

    private static Stream<String> entries(String text) {
        return Arrays.stream(text.split(SEPARATORS)).filter(entry -> !entry.isEmpty());
    }
}
