package io.komauth.signature;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import io.komauth.compat.AccessTokenSigning;
import io.komauth.compat.ErrorResponses;
import io.komauth.config.Misconfiguration;
import io.komauth.logging.SafeLogger;

import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.common.VerificationException;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.JavaAlgorithm;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.crypto.SignatureException;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.crypto.SignatureSignerContext;
import org.keycloak.crypto.SignatureVerifierContext;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.services.cors.Cors;
import org.keycloak.utils.StringUtil;

/**
 * Signs access tokens by the key that a realm shares with its resource servers, and verifies nothing: Keycloak trusts no such
 * token. Wherever else the algorithm is chosen, such as for ID tokens or as a realm's default, the realm's own key signs: a
 * service that checks the signature alone would take whatever is signed by its key for an access token.
 */
final class SharedSignatureProvider implements SignatureProvider {

    private static final SafeLogger LOG = SafeLogger.of(SharedSignatureProvider.class);
    private static final String EVENT_ERROR = "signing_key_missing";
    private static final String REALM_DEFAULT = "defaultSignatureAlgorithm";

    private final KeycloakSession session;

    SharedSignatureProvider(KeycloakSession session) {
        this.session = session;
    }

    /** @throws WebApplicationException if an access token is to be signed and the realm has no key, too short or unreadable a one */
    @Override
    public SignatureSignerContext signer() {
        ClientModel client = session.getContext().getClient();
        if (client == null || !SharedKey.signsTokensOf(client) || !AccessTokenSigning.isInProgress()) {
            return realmKeySigner(client);
        }
        return key(client).map(Signer::new).orElseThrow(() -> missingKeyError(client));
    }

    private Optional<SharedKey> key(ClientModel client) {
        try {
            return SharedKey.of(session, session.getContext().getRealm());
        } catch (RuntimeException e) {
            // such as of a vault that cannot be read
            LOG.error("Realm %s, client %s: the key that attribute tenant.signing-key stands for cannot be read",
                    session.getContext().getRealm().getName(), client.getClientId());
            LOG.error("the vault has failed", e);
            throw error(client, OAuthErrorException.TEMPORARILY_UNAVAILABLE, OAuthErrorException.TEMPORARILY_UNAVAILABLE,
                    SharedKey.UNREADABLE);
        }
    }

    @Override
    public SignatureSignerContext signer(KeyWrapper key) {
        throw new SignatureException(SharedKey.ALGORITHM + " signs by no key of the realm");
    }

    @Override
    public SignatureVerifierContext verifier(String kid) throws VerificationException {
        throw new VerificationException(SharedKey.ALGORITHM + " is accepted by resource servers alone");
    }

    @Override
    public SignatureVerifierContext verifier(KeyWrapper key) throws VerificationException {
        return verifier((String) null);
    }

    @Override
    public boolean isAsymmetricAlgorithm() {
        return false;
    }

    private SignatureSignerContext realmKeySigner(ClientModel client) {
        RealmModel realm = session.getContext().getRealm();
        String realmDefault = realm.getDefaultSignatureAlgorithm();
        String algorithm = StringUtil.isBlank(realmDefault) || SharedKey.ALGORITHM.equals(realmDefault)
                ? Constants.DEFAULT_SIGNATURE_ALGORITHM : realmDefault;
        misuses(client, realmDefault).forEach(setting ->
                Misconfiguration.report(realm, setting, SharedKey.ALGORITHM, algorithm));
        return session.getProvider(SignatureProvider.class, algorithm).signer();
    }

    /** Where the algorithm is chosen for something else than a client's access tokens. */
    private static Stream<String> misuses(ClientModel client, String realmDefault) {
        Stream<String> ofClient = client == null ? Stream.empty() : SharedKey.OTHER_ALGORITHMS.stream()
                .filter(attribute -> SharedKey.ALGORITHM.equals(client.getAttribute(attribute)))
                .map(attribute -> attribute + " of client " + client.getClientId());
        return SharedKey.ALGORITHM.equals(realmDefault) ? Stream.concat(ofClient, Stream.of(REALM_DEFAULT)) : ofClient;
    }

    private WebApplicationException missingKeyError(ClientModel client) {
        KeycloakContext context = session.getContext();
        if (SharedKey.SECRET.isUndecryptable(session, context.getRealm())) {
            LOG.error("Realm %s, client %s: attribute tenant.signing-key was sealed by an AES key that the realm does not have; "
                    + "set the key again, or add that AES key", context.getRealm().getName(), client.getClientId());
        } else {
            LOG.error("Realm %s, client %s: attribute tenant.signing-key holds no key of %d bytes or more",
                    context.getRealm().getName(), client.getClientId(), SharedKey.MIN_BYTES);
        }
        return error(client, EVENT_ERROR, OAuthErrorException.UNAUTHORIZED_CLIENT, SharedKey.MISSING);
    }

    private WebApplicationException error(ClientModel client, String eventError, String error, String description) {
        KeycloakContext context = session.getContext();
        new EventBuilder(context.getRealm(), session, context.getConnection()).event(eventType())
                .client(client).detail(Details.REASON, description).error(eventError);
        return ErrorResponses.of(Cors.builder().auth().allowAllOrigins(), error, description, Response.Status.BAD_REQUEST);
    }

    /** What Keycloak would report if there were a key: each grant has its own, and the pages have {@code LOGIN}. */
    private EventType eventType() {
        HttpRequest request = session.getContext().getHttpRequest();
        return Stream.ofNullable(request.getDecodedFormParameters())
                .map(form -> form.getFirst(OAuth2Constants.GRANT_TYPE))
                .filter(Objects::nonNull)
                .map(grant -> session.getProvider(OAuth2GrantType.class, grant))
                .filter(Objects::nonNull)
                .map(OAuth2GrantType::getEventType)
                .findFirst().orElse(EventType.LOGIN);
    }

    /** Without a key id: old resource servers know of one key only. */
    private record Signer(SharedKey key) implements SignatureSignerContext {

        @Override
        public String getKid() {
            return null;
        }

        @Override
        public String getAlgorithm() {
            return Algorithm.HS256;
        }

        @Override
        public String getHashAlgorithm() {
            return JavaAlgorithm.SHA256;
        }

        @Override
        public byte[] sign(byte[] data) {
            return key.sign(data);
        }
    }
}
