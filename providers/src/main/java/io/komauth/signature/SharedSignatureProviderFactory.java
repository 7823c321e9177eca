package io.komauth.signature;

import java.util.Set;

import com.google.auto.service.AutoService;

import org.keycloak.crypto.SignatureProvider;
import org.keycloak.crypto.SignatureProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** The signature algorithm {@value SharedKey#ALGORITHM}, which a client chooses for its access tokens. */
@AutoService(SignatureProviderFactory.class)
public final class SharedSignatureProviderFactory implements SignatureProviderFactory {

    @Override
    public String getId() {
        return SharedKey.ALGORITHM;
    }

    @Override
    public SignatureProvider create(KeycloakSession session) {
        return new SharedSignatureProvider(session);
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(new RegistrationGuard());
    }

    /** Asked for from 26.7 on. RFC 7518, 6.4. */
    @Override
    public Set<String> getJwkPrivateKeyClaims() {
        return Set.of("k");
    }
}
