package io.komauth.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.keycloak.representations.idm.AuthenticationExecutionExportRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.OrganizationDomainRepresentation;
import org.keycloak.representations.idm.OrganizationRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** Puts captchas into the flows of a realm, as an administrator would. */
public final class CaptchaFlows {

    private static final String BASIC = "basic-flow";
    private static final String BROWSER = "captcha browser";
    private static final Set<String> CAPTCHA_PAGES = Set.of("captcha-username-password-form", "captcha-username-form",
            "captcha-idp-username-password-form", "reset-credentials-captcha", "registration-captcha-image");

    private CaptchaFlows() {
    }

    /** Logins by name and password always have a captcha. */
    public static Consumer<RealmRepresentation> login() {
        return login(Map.of());
    }

    /** Logins by name and password have a captcha after so many failures within 15 minutes. */
    public static Consumer<RealmRepresentation> loginAfter(int failures) {
        return login(Map.of("login-failures", Integer.toString(failures), "login-failures-window", "900"));
    }

    private static Consumer<RealmRepresentation> login(Map<String, String> settings) {
        return realm -> {
            AuthenticationExecutionExportRepresentation form = step("captcha-username-password-form", "REQUIRED", 10);
            configure(realm, form, settings);
            setBrowserFlow(realm, form);
        };
    }

    /** Logins ask for the name on a page with a captcha, then for the password on one without. */
    public static Consumer<RealmRepresentation> usernameFirst() {
        return usernameFirst(Map.of());
    }

    /** The same, with the captcha after so many failures. */
    public static Consumer<RealmRepresentation> usernameFirstAfter(int failures) {
        return usernameFirst(Map.of("login-failures", Integer.toString(failures)));
    }

    private static Consumer<RealmRepresentation> usernameFirst(Map<String, String> settings) {
        return realm -> {
            AuthenticationExecutionExportRepresentation form = step("captcha-username-form", "REQUIRED", 10);
            configure(realm, form, settings);
            setBrowserFlow(realm, form, step("auth-password-form", "REQUIRED", 20));
        };
    }

    /**
     * An organization, and Keycloak's step that asks for the name to find it, before the forms of the browser flow that the
     * realm has been given.
     */
    public static Consumer<RealmRepresentation> organizations() {
        return organizations("acme");
    }

    /** The same with several of them, each with a domain of its own. */
    public static Consumer<RealmRepresentation> organizations(String... names) {
        return realm -> {
            AuthenticationFlowRepresentation browser = realm.getAuthenticationFlows().stream()
                    .filter(flow -> flow.getAlias().equals(BROWSER)).findFirst().orElseThrow();
            List<AuthenticationExecutionExportRepresentation> steps = new ArrayList<>(browser.getAuthenticationExecutions());
            steps.add(subflow("captcha browser organization", "ALTERNATIVE", 20));
            browser.setAuthenticationExecutions(steps);
            add(realm, part("captcha browser organization", BASIC, step("organization", "ALTERNATIVE", 10)));
            realm.setOrganizationsEnabled(true);
            for (String name : names) {
                OrganizationRepresentation organization = new OrganizationRepresentation();
                organization.setName(name);
                organization.setAlias(name);
                organization.setEnabled(true);
                organization.addDomain(new OrganizationDomainRepresentation(name + ".example"));
                realm.addOrganization(organization);
            }
        };
    }

    /** Makes a user a member of every organization that the realm has. */
    public static void joinAllOrganizations(TestRealm realm, String username) {
        String id = realm.admin().users().search(username).get(0).getId();
        realm.admin().organizations().getAll().forEach(organization ->
                realm.admin().organizations().get(organization.getId()).members().addMember(id).close());
    }

    /** The first login through an identity provider asks for the password of an account that exists, with a captcha. */
    public static Consumer<RealmRepresentation> firstBrokerLogin() {
        return firstBrokerLogin(Map.of());
    }

    /** The same, with the captcha after so many failures. */
    public static Consumer<RealmRepresentation> firstBrokerLoginAfter(int failures) {
        return firstBrokerLogin(Map.of("login-failures", Integer.toString(failures)));
    }

    private static Consumer<RealmRepresentation> firstBrokerLogin(Map<String, String> settings) {
        return firstBrokerLogin("captcha-idp-username-password-form", "captcha first broker login", settings);
    }

    /** The same by another step, and in a flow of another name. */
    public static Consumer<RealmRepresentation> firstBrokerLogin(String authenticator, String flow) {
        return firstBrokerLogin(authenticator, flow, Map.of());
    }

    private static Consumer<RealmRepresentation> firstBrokerLogin(String authenticator, String flow, Map<String, String> settings) {
        AuthenticationExecutionExportRepresentation form = step(authenticator, "REQUIRED", 10);
        return realm -> {
            configure(realm, form, settings);
            add(realm, flow(flow, BASIC, step("idp-create-user-if-unique", "ALTERNATIVE", 10),
                    subflow(flow + " existing account", "ALTERNATIVE", 20)));
            add(realm, part(flow + " existing account", BASIC, form));
            realm.setFirstBrokerLoginFlow(flow);
        };
    }

    /** Logins ask for the name and the password or, for who tries another way, for the name first; either with a captcha. */
    public static Consumer<RealmRepresentation> eitherForm() {
        return realm -> {
            add(realm, flow("captcha browser", BASIC, step("captcha-username-password-form", "ALTERNATIVE", 10),
                    step("captcha-username-form", "ALTERNATIVE", 20)));
            realm.setBrowserFlow("captcha browser");
        };
    }

    /** Registrations have a captcha, which is checked after all else that the form asks for. */
    public static Consumer<RealmRepresentation> registration() {
        return registration("registration-captcha-page-form", 90);
    }

    /**
     * @param page     what shows the form: Keycloak's {@code registration-page-form} or ours
     * @param priority of the captcha; those of the name and the password are 20 and 50
     */
    public static Consumer<RealmRepresentation> registration(String page, int priority) {
        AuthenticationExecutionExportRepresentation form = subflow("captcha registration form", "REQUIRED", 10);
        form.setAuthenticator(page);
        return realm -> {
            add(realm, flow("captcha registration", BASIC, form));
            add(realm, part("captcha registration form", "form-flow",
                    step("registration-user-creation", "REQUIRED", 20),
                    step("registration-password-action", "REQUIRED", 50),
                    step("registration-captcha-image", "REQUIRED", priority)));
            realm.setRegistrationFlow("captcha registration");
        };
    }

    /** A registration flow without a captcha, which is not bound. */
    public static Consumer<RealmRepresentation> bareRegistration(String alias, String page) {
        AuthenticationExecutionExportRepresentation form = subflow(alias + " form", "REQUIRED", 10);
        form.setAuthenticator(page);
        return realm -> {
            add(realm, flow(alias, BASIC, form));
            add(realm, part(alias + " form", "form-flow", step("registration-user-creation", "REQUIRED", 20)));
        };
    }

    /** Forgotten passwords have a captcha; whoever solves it may set a new one at once, since tests have no mail. */
    public static Consumer<RealmRepresentation> resetPassword() {
        return realm -> {
            add(realm, flow("captcha reset", BASIC, step("reset-credentials-captcha", "REQUIRED", 10),
                    step("reset-password", "REQUIRED", 30)));
            realm.setResetCredentialsFlow("captcha reset");
        };
    }

    /**
     * Direct grants have a captcha when there were too many failed logins.
     *
     * @param condition the settings of the condition; none, and it has no configuration
     */
    public static Consumer<RealmRepresentation> directGrant(Map<String, String> condition) {
        AuthenticationExecutionExportRepresentation failures = step("conditional-login-failures", "REQUIRED", 10);
        return realm -> {
            configure(realm, failures, condition);
            add(realm, flow("direct grant with captcha", BASIC, subflow("captcha after failures", "CONDITIONAL", 10),
                    step("direct-grant-validate-username", "REQUIRED", 20),
                    step("direct-grant-validate-password", "REQUIRED", 30)));
            add(realm, part("captcha after failures", BASIC, failures,
                    step("direct-grant-validate-captcha", "REQUIRED", 20)));
            realm.setDirectGrantFlow("direct grant with captcha");
        };
    }

    /** The same beside {@link #loginAfter}. */
    public static Consumer<RealmRepresentation> directGrantAfter(int failures) {
        return directGrant(Map.of("login-failures", Integer.toString(failures), "login-failures-window", "900"));
    }

    /**
     * Sets the kind of captcha of all steps that the realm has been given, which must have a captcha.
     *
     * @param kind            {@code picture}, {@code work} or {@code work-and-picture}
     * @param pictureFailures from so many failures on {@code work-and-picture} needs both
     */
    public static Consumer<RealmRepresentation> kind(String kind, int pictureFailures) {
        Map<String, String> settings = Map.of("captcha-kind", kind, "picture-failures", Integer.toString(pictureFailures));
        return realm -> realm.getAuthenticationFlows().stream().flatMap(flow -> flow.getAuthenticationExecutions().stream())
                .filter(step -> step.getAuthenticator() != null && CAPTCHA_PAGES.contains(step.getAuthenticator())).forEach(step -> {
                    if (step.getAuthenticatorConfig() == null) {
                        configure(realm, step, settings);
                    } else {
                        realm.getAuthenticatorConfig().stream()
                                .filter(config -> config.getAlias().equals(step.getAuthenticatorConfig()))
                                .forEach(config -> config.setConfig(merged(config.getConfig(), settings)));
                    }
                });
    }

    /** Puts another step in the place of one in all flows that the realm has been given. */
    public static Consumer<RealmRepresentation> replacing(String authenticator, String by) {
        return realm -> realm.getAuthenticationFlows().stream().flatMap(flow -> flow.getAuthenticationExecutions().stream())
                .filter(step -> authenticator.equals(step.getAuthenticator())).forEach(step -> step.setAuthenticator(by));
    }

    private static Map<String, String> merged(Map<String, String> settings, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }

    /** A flow of these steps, one after the other. */
    public static Consumer<RealmRepresentation> flow(String alias, String... authenticators) {
        return realm -> add(realm, flow(alias, BASIC, IntStream.range(0, authenticators.length)
                .mapToObj(i -> step(authenticators[i], "REQUIRED", 10 * i))
                .toArray(AuthenticationExecutionExportRepresentation[]::new)));
    }

    /** A browser flow of these steps as alternatives. */
    public static Consumer<RealmRepresentation> alternatives(String alias, String... authenticators) {
        return realm -> {
            add(realm, flow(alias, BASIC, IntStream.range(0, authenticators.length)
                    .mapToObj(i -> step(authenticators[i], "ALTERNATIVE", 10 * i))
                    .toArray(AuthenticationExecutionExportRepresentation[]::new)));
            realm.setBrowserFlow(alias);
        };
    }

    /** These steps, and before them a required one that has a lower priority. */
    public static List<AuthenticationExecutionExportRepresentation> withFirst(String authenticator,
            List<AuthenticationExecutionExportRepresentation> steps) {
        return Stream.concat(Stream.of(step(authenticator, "REQUIRED", 1)), steps.stream()).toList();
    }

    private static void setBrowserFlow(RealmRepresentation realm, AuthenticationExecutionExportRepresentation... forms) {
        add(realm, flow(BROWSER, BASIC, step("auth-cookie", "ALTERNATIVE", 10),
                subflow("captcha browser forms", "ALTERNATIVE", 30)));
        add(realm, part("captcha browser forms", BASIC, forms));
        realm.setBrowserFlow(BROWSER);
    }

    private static void configure(RealmRepresentation realm, AuthenticationExecutionExportRepresentation step,
            Map<String, String> settings) {
        if (settings.isEmpty()) {
            return;
        }
        AuthenticatorConfigRepresentation config = new AuthenticatorConfigRepresentation();
        config.setAlias(step.getAuthenticator());
        config.setConfig(settings);
        step.setAuthenticatorConfig(config.getAlias());
        realm.setAuthenticatorConfig(Stream.concat(Optional.ofNullable(realm.getAuthenticatorConfig()).stream()
                .flatMap(List::stream), Stream.of(config)).toList());
    }

    private static void add(RealmRepresentation realm, AuthenticationFlowRepresentation flow) {
        if (realm.getAuthenticationFlows() == null) {
            realm.setAuthenticationFlows(new ArrayList<>());
        }
        realm.getAuthenticationFlows().add(flow);
    }

    private static AuthenticationFlowRepresentation flow(String alias, String provider,
            AuthenticationExecutionExportRepresentation... steps) {
        AuthenticationFlowRepresentation flow = part(alias, provider, steps);
        flow.setTopLevel(true);
        return flow;
    }

    private static AuthenticationFlowRepresentation part(String alias, String provider,
            AuthenticationExecutionExportRepresentation... steps) {
        AuthenticationFlowRepresentation flow = new AuthenticationFlowRepresentation();
        flow.setAlias(alias);
        flow.setProviderId(provider);
        flow.setAuthenticationExecutions(List.of(steps));
        return flow;
    }

    private static AuthenticationExecutionExportRepresentation step(String authenticator, String requirement,
            int priority) {
        AuthenticationExecutionExportRepresentation step = new AuthenticationExecutionExportRepresentation();
        step.setAuthenticator(authenticator);
        step.setRequirement(requirement);
        step.setPriority(priority);
        return step;
    }

    private static AuthenticationExecutionExportRepresentation subflow(String alias, String requirement, int priority) {
        AuthenticationExecutionExportRepresentation step = step(null, requirement, priority);
        step.setFlowAlias(alias);
        step.setAuthenticatorFlow(true);
        return step;
    }
}
