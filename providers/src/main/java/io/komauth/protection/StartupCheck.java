package io.komauth.protection;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;

import io.komauth.logging.SafeLogger;
import io.komauth.protection.LoginPathKind.Severity;
import io.komauth.theme.ThemeMessages;

import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;

/**
 * Logs at startup what shows errors to people: a line for each finding of the severity {@link Severity#ERROR}. The server does not wait
 * for it. Each realm has a transaction of its own, and the numbers of realms and of lines are bounded: what is beyond them is in the
 * list of open login paths, and a step of ours in the wrong flow logs when it is used.
 */
final class StartupCheck {

    /** Reading a realm puts it into Keycloak's cache, which a server of many tenants has other uses for. */
    static final int MAX_REALMS = 500;
    static final int MAX_LINES = 50;

    private static final SafeLogger LOG = SafeLogger.of(StartupCheck.class);
    private static final String EXECUTOR = "kom-auth-startup-check";

    private final KeycloakSessionFactory factory;
    private int lines;

    private StartupCheck(KeycloakSessionFactory factory) {
        this.factory = factory;
    }

    /** Begins the check as soon as the server's database is ready. */
    static void register(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent) {
                start(factory);
            }
        });
    }

    private static void start(KeycloakSessionFactory factory) {
        try (KeycloakSession session = factory.create()) {
            session.getProvider(ExecutorsProvider.class).getExecutor(EXECUTOR).execute(new StartupCheck(factory)::run);
        } catch (RejectedExecutionException e) {
            LOG.warn("The check of the realms was not started", e);
        }
    }

    private void run() {
        long start = System.nanoTime();
        int checked = 0;
        try {
            for (String realm : realms()) {
                if (lines < MAX_LINES) {
                    KeycloakModelUtils.runJobInTransaction(factory, session -> check(session, realm));
                    checked++;
                }
            }
            LOG.debug("%s realms checked in %s ms", checked, Duration.ofNanos(System.nanoTime() - start).toMillis());
        } catch (RuntimeException e) {
            // such as of a database that stops while the server does
            LOG.warn("The check of the realms has ended early", e);
        }
    }

    private List<String> realms() {
        return KeycloakModelUtils.runJobInTransactionWithResult(factory, session ->
                session.realms().getRealmsStream().limit(MAX_REALMS).map(RealmModel::getId).toList());
    }

    private void check(KeycloakSession session, String id) {
        RealmModel realm = session.realms().getRealm(id);
        if (realm == null || !realm.isEnabled()) {
            return;
        }
        session.getContext().setRealm(realm);
        ThemeMessages messages = new ThemeMessages(session, realm, Locale.ENGLISH);
        OpenLoginPaths.errors(session, realm).stream().limit(MAX_LINES - lines).forEach(path -> {
            lines++;
            LOG.warn("Realm %s: %s %s", realm.getName(), path.text(messages), path.remedy(messages));
        });
    }
}
