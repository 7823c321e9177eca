package io.komauth.legacy;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import io.komauth.captcha.CaptchaForm;
import io.komauth.tenant.Tenant;
import io.komauth.tenant.TenantHeader;
import io.komauth.tenant.Tenants;

import org.keycloak.OAuth2Constants;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;

/**
 * A request for a token, by the documented API.
 *
 * @param tenant  whose user logs in
 * @param members what the client sent
 * @param headers of the request
 */
record TokenRequest(Tenant tenant, Members members, HttpHeaders headers) {

    /** The one scope that the API knows. */
    static final String SCOPE = "all";

    private static final String CAPTCHA = "captcha";
    static final String CAPTCHA_KEY_HEADER = "Captcha-Key";
    static final String CAPTCHA_CODE_HEADER = "Captcha-Code";
    private static final Pattern FINGERPRINT = Pattern.compile("[\\w.-]{1,64}");

    /**
     * Reads a request, and tells which tenant it is for.
     *
     * @throws RefusedException if it cannot be read, or names no tenant, or several
     */
    static TokenRequest read(KeycloakSession session) {
        HttpRequest request = session.getContext().getHttpRequest();
        HttpHeaders headers = request.getHttpHeaders();
        Members body = MembersReader.body(headers.getHeaderString(HttpHeaders.CONTENT_TYPE),
                BoundedBodyFilter.body(session));

        Set<String> ids = tenantIds(headers, body);
        if (!ids.isEmpty()) {
            Tenant tenant = theTenant(session, ids);
            if (!tenant.takesQuery()) {
                return new TokenRequest(tenant, body, headers);
            }
        }
        // only with the query's members can be told whether there may be any
        Members all = body.orElse(MembersReader.query(request.getUri().getRequestUri().getRawQuery()));
        Tenant tenant = theTenant(session, tenantIds(headers, all));
        if (!tenant.takesQuery()) {
            throw new RefusedException(Refusal.TENANT);
        }
        return new TokenRequest(tenant, all, headers);
    }

    /**
     * What Keycloak's token endpoint is asked for. To Keycloak, {@code captcha} and {@code password} are one grant type: here
     * both redeem a captcha, whatever the realm's flow.
     *
     * @throws RefusedException if the members make no request for a token
     */
    MultivaluedMap<String, String> form() {
        String grantType = members.require(OAuth2Constants.GRANT_TYPE);
        if (!members.get(OAuth2Constants.SCOPE).orElse(SCOPE).equals(SCOPE)) {
            throw new RefusedException(Refusal.SCOPE);
        }
        MultivaluedMap<String, String> form = switch (grantType) {
            case CAPTCHA, OAuth2Constants.PASSWORD -> login();
            case OAuth2Constants.REFRESH_TOKEN -> refresh();
            default -> throw new RefusedException(Refusal.GRANT_TYPE);
        };
        form.putSingle(OAuth2Constants.SCOPE, SCOPE);
        return form;
    }

    /** @return what the client tells its user's devices apart by; empty if it is not well-formed */
    Optional<String> fingerprint() {
        return members.get(Members.FINGERPRINT).filter(text -> FINGERPRINT.matcher(text).matches());
    }

    private MultivaluedMap<String, String> login() {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        form.putSingle(OAuth2Constants.GRANT_TYPE, CAPTCHA);
        form.putSingle(OAuth2Constants.USERNAME, members.require(OAuth2Constants.USERNAME));
        form.putSingle(OAuth2Constants.PASSWORD, members.require(OAuth2Constants.PASSWORD));
        captcha(CaptchaForm.KEY, CAPTCHA_KEY_HEADER).ifPresent(key -> form.putSingle(CaptchaForm.KEY, key));
        captcha(CaptchaForm.CODE, CAPTCHA_CODE_HEADER).ifPresent(code -> form.putSingle(CaptchaForm.CODE, code));
        return form;
    }

    private MultivaluedMap<String, String> refresh() {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        form.putSingle(OAuth2Constants.GRANT_TYPE, OAuth2Constants.REFRESH_TOKEN);
        form.putSingle(OAuth2Constants.REFRESH_TOKEN, members.require(OAuth2Constants.REFRESH_TOKEN));
        return form;
    }

    private Optional<String> captcha(String member, String header) {
        return members.get(member).or(() -> Optional.ofNullable(headers.getRequestHeaders().getFirst(header)));
    }

    private static Set<String> tenantIds(HttpHeaders headers, Members members) {
        return Stream.concat(TenantHeader.values(headers), members.get(Members.TENANT).stream())
                .collect(Collectors.toSet());
    }

    /** @throws RefusedException unless all that is said of the tenant names one, and one that the API serves */
    static Tenant theTenant(KeycloakSession session, Set<String> ids) {
        return Optional.of(ids)
                .filter(all -> all.size() == 1)
                .flatMap(all -> Tenants.servedByApi(session, all.iterator().next()))
                .orElseThrow(() -> new RefusedException(Refusal.TENANT));
    }
}
