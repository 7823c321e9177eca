package io.komauth.signature;

import java.util.List;

import org.keycloak.jose.jws.DefaultTokenManager;
import org.keycloak.protocol.oidc.TokenManager.AccessTokenResponseBuilder;

/**
 * Whether Keycloak is signing an access token. It tells a {@code SignatureProvider} neither the kind of token nor its content
 * before the header is written, so the callers tell: access tokens are signed by {@code AccessTokenResponseBuilder.build},
 * by {@code DefaultTokenManager.encode} and nothing between them. ID tokens and authorization responses take another method of
 * the latter, and userinfo, logout tokens, introspection responses and credentials come from elsewhere.
 */
final class AccessTokenSigning {

    private static final String PACKAGE = AccessTokenSigning.class.getPackageName() + ".";
    private static final List<String> ACCESS_TOKEN = List.of(DefaultTokenManager.class.getName() + ".encode",
            AccessTokenResponseBuilder.class.getName() + ".build");

    private AccessTokenSigning() {
    }

    /** @return whether the caller is about to sign an access token that it has just issued */
    static boolean isInProgress() {
        return StackWalker.getInstance().walk(frames -> frames
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .dropWhile(method -> method.startsWith(PACKAGE))
                .limit(ACCESS_TOKEN.size()).toList()).equals(ACCESS_TOKEN);
    }
}
