package io.komauth.bruteforce;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.komauth.config.CaptchaKinds;
import io.komauth.config.RealmSetting;

import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * How many failed logins, within which time, are too many. Steps of a realm's flows set it in their configuration.
 *
 * @param failures from this many on; 0 means always
 * @param window   seconds
 * @param isLock   whether it counts failures of the address alone, and stays reached for a whole window from the failure on that
 *                 reaches it
 */
public record FailureThreshold(int failures, int window, boolean isLock) {

    /** The configuration property that holds {@link #failures}. */
    public static final String FAILURES = "login-failures";

    /** The configuration property that holds {@link #window}. */
    public static final String WINDOW = "login-failures-window";

    /** Each failure up to the threshold is stored, so thresholds are small. */
    static final int MAX_FAILURES = 10;

    /** Of a lock: offices share an address, and few realms have a limit of that size. */
    static final int MAX_LOCK_FAILURES = 100;

    private static final int MIN_WINDOW = 60;
    private static final int MAX_WINDOW = 86_400;
    private static final RealmSetting<Integer> FAILURES_SETTING =
            RealmSetting.integer(FAILURES, null, 0, MAX_FAILURES, 0);
    private static final RealmSetting<Integer> WINDOW_SETTING =
            RealmSetting.integer(WINDOW, null, MIN_WINDOW, MAX_WINDOW, 900);

    /** The configuration properties that {@link #of} reads. */
    public static final List<RealmSetting<?>> SETTINGS = List.of(FAILURES_SETTING, WINDOW_SETTING);

    /** What makes proof of work harder: all failures that are stored, within the default time. */
    static final FailureThreshold DIFFICULTY = new FailureThreshold(MAX_FAILURES, WINDOW_SETTING.defaultValue());

    /** A threshold of names and addresses that is reached as long as enough failures are within its window. */
    public FailureThreshold(int failures, int window) {
        this(failures, window, false);
    }

    /**
     * Reads the configuration of a step. A step that does not say how many failures are too many has none to spare. What is
     * out of range counts as the nearest that is in it; the log says so.
     *
     * @param config may be {@code null}: the step has none
     */
    public static FailureThreshold of(RealmModel realm, AuthenticatorConfigModel config) {
        Map<String, String> values = config == null || config.getConfig() == null ? Map.of() : config.getConfig();
        return new FailureThreshold(
                FAILURES_SETTING.read(realm, values.get(FAILURES), FAILURES_SETTING.defaultValue()),
                WINDOW_SETTING.read(realm, values.get(WINDOW), WINDOW_SETTING.defaultValue()));
    }

    /**
     * All thresholds of a realm but those that are always reached; its lock of addresses; and what counts for its proof of work,
     * if it accepts any.
     */
    static Set<FailureThreshold> allOf(RealmModel realm) {
        return streamOf(realm).collect(Collectors.toSet());
    }

    /** @return whether {@link #allOf} has any; reads no further than the first */
    static boolean isAnyIn(RealmModel realm) {
        return streamOf(realm).findFirst().isPresent();
    }

    private static Stream<FailureThreshold> streamOf(RealmModel realm) {
        Stream<FailureThreshold> ofWork = CaptchaKinds.of(realm).acceptWork() ? Stream.of(DIFFICULTY) : Stream.empty();
        Stream<FailureThreshold> ofSteps = realm.getAuthenticatorConfigsStream()
                .filter(config -> config.getConfig() != null && config.getConfig().containsKey(FAILURES))
                .map(config -> of(realm, config))
                .filter(threshold -> !threshold.isAlwaysReached());
        return Stream.of(ofWork, ofSteps, Stream.of(realm).flatMap(any -> AddressLock.thresholdOf(any).stream()))
                .flatMap(thresholds -> thresholds);
    }

    /**
     * What an administrator sets for a step.
     *
     * @param defaultFailures the default in the Admin Console for {@link #FAILURES}
     * @param failuresHelp    what {@link #FAILURES} does in that step, a sentence
     */
    public static List<ProviderConfigProperty> configProperties(int defaultFailures, String failuresHelp) {
        return ProviderConfigurationBuilder.create()
                .property().name(FAILURES).label("Failed logins").type(ProviderConfigProperty.INTEGER_TYPE)
                .defaultValue(defaultFailures)
                .helpText(failuresHelp + " From 0 to " + MAX_FAILURES
                        + ". Failures count for the name that was typed, whether or not there is such a user, "
                        + "and for the address they come from, whatever the name; either suffices.")
                .add()
                .property().name(WINDOW).label("Within seconds").type(ProviderConfigProperty.INTEGER_TYPE)
                .defaultValue(WINDOW_SETTING.defaultValue())
                .helpText("For how long a failed login counts. From " + MIN_WINDOW + " to " + MAX_WINDOW + " seconds.")
                .add()
                .build();
    }

    public boolean isAlwaysReached() {
        return failures == 0;
    }

    boolean counts(FailureKey.Kind kind) {
        return !isLock || kind == FailureKey.Kind.ADDRESS;
    }
}
