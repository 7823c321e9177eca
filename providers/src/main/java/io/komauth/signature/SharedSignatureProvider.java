package io.komauth.signature;

import jakarta.ws.rs.core.Response;

import io.komauth.tenant.Log;

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
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.cors.Cors;

/** Signs by the key that a realm shares with its resource servers, and verifies nothing: Keycloak trusts no such token. */
final class SharedSignatureProvider implements SignatureProvider {

    private static final Log LOG = Log.of(SharedSignatureProvider.class);
    private static final String EVENT_ERROR = "signing_key_missing";

    private final KeycloakSession session;

    SharedSignatureProvider(KeycloakSession session) {
        this.session = session;
    }

    /** @throws CorsErrorResponseException if the realm has no key, or too short a one */
    @Override
    public SignatureSignerContext signer() {
        return SharedKey.of(session, session.getContext().getRealm())
                .map(Signer::new)
                .orElseThrow(this::noKey);
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

    private CorsErrorResponseException noKey() {
        KeycloakContext context = session.getContext();
        LOG.error("Realm %s, client %s: attribute tenant.signing-key holds no key of %d bytes or more",
                context.getRealm().getName(), context.getClient().getClientId(), SharedKey.MIN_BYTES);
        new EventBuilder(context.getRealm(), session, context.getConnection()).event(EventType.LOGIN)
                .client(context.getClient()).detail(Details.REASON, SharedKey.MISSING).error(EVENT_ERROR);
        return new CorsErrorResponseException(Cors.builder().auth().allowAllOrigins(),
                OAuthErrorException.UNAUTHORIZED_CLIENT, SharedKey.MISSING, Response.Status.BAD_REQUEST);
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
