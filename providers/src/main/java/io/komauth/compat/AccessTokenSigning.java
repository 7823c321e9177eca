package io.komauth.compat;

import java.util.List;

import org.keycloak.jose.jws.DefaultTokenManager;
import org.keycloak.protocol.oidc.TokenManager.AccessTokenResponseBuilder;

/**
 * Whether Keycloak is signing an access token. It tells a {@code SignatureProvider} neither the kind of token nor its content
 * before the header is written, so the call stack has to tell: ID tokens and authorization responses take another method of
 * {@link DefaultTokenManager}, and userinfo, logout tokens, introspection responses and credentials come from elsewhere.
 *
 * <p>Leans on: {@code AccessTokenResponseBuilder.build} calls {@code DefaultTokenManager.encode}, and that calls the signature
 * provider, with nothing between them. Since: Keycloak 26.2. Test: {@code SharedSignatureIT}.
 */
public final class AccessTokenSigning {

    private static final String OURS = "io.komauth.";
    private static final List<String> ACCESS_TOKEN = List.of(DefaultTokenManager.class.getName() + ".encode",
            AccessTokenResponseBuilder.class.getName() + ".build");

    private AccessTokenSigning() {
    }

    /** @return whether the caller is about to sign an access token that it has just issued */
    public static boolean isInProgress() {
        return StackWalker.getInstance().walk(frames -> frames
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .dropWhile(method -> method.startsWith(OURS))
                .limit(ACCESS_TOKEN.size()).toList()).equals(ACCESS_TOKEN);
    }
}
