package io.komauth.signature;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.Response;

import io.komauth.compat.ClientRegistrations;
import io.komauth.compat.ErrorResponses;

import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Keeps clients that register themselves from choosing the shared key: an administrator chooses it, by the console or the
 * Admin REST API. What an administrator chose before may stay when a client updates itself.
 */
final class RegistrationGuard implements ProviderEventListener {

    private static final String ERROR = "invalid_client_metadata";
    private static final String REASON = "Only an administrator chooses the algorithm " + SharedKey.ALGORITHM;

    @Override
    public void onEvent(ProviderEvent event) {
        if (event instanceof ClientModel.ClientUpdatedEvent update) {
            check(update.getKeycloakSession(), update.getUpdatedClient());
        }
    }

    private static void check(KeycloakSession session, ClientModel client) {
        Set<String> chosen = chosen(client);
        if (chosen.isEmpty() || !ClientRegistrations.isRequest(session)) {
            return;
        }
        if (!previouslyChosen(session, client).containsAll(chosen)) {
            EventType type = HttpMethod.POST.equals(session.getContext().getHttpRequest().getHttpMethod())
                    ? EventType.CLIENT_REGISTER : EventType.CLIENT_UPDATE;
            new EventBuilder(client.getRealm(), session, session.getContext().getConnection()).event(type)
                    .client(client.getClientId()).detail(Details.REASON, REASON).error(Errors.INVALID_REGISTRATION);
            throw ErrorResponses.of(ERROR, REASON, Response.Status.BAD_REQUEST);
        }
    }

    /** @return the attributes that name the algorithm, whatever it would be for: it is for nothing but access tokens */
    private static Set<String> chosen(ClientModel client) {
        return client == null ? Set.of() : client.getAttributes().entrySet().stream()
                .filter(attribute -> SharedKey.ALGORITHM.equals(attribute.getValue()))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** As the database has it, without what this request has changed. */
    private static Set<String> previouslyChosen(KeycloakSession session, ClientModel client) {
        Set<String> before = new HashSet<>();
        KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), session.getContext(), stored ->
                before.addAll(chosen(stored.clients().getClientById(stored.getContext().getRealm(), client.getId()))));
        return before;
    }
}
