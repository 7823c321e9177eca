package io.komauth.adminui;

import java.io.IOException;

import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;

import org.keycloak.representations.idm.ComponentRepresentation;

/** Notes of a request that it wants to change the tab's component, which may not have an id yet. */
final class TenantTabReader implements ReaderInterceptor {

    /** A property of the request. */
    static final String OF_TAB = TenantTabReader.class.getName();

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext request) throws IOException {
        Object body = request.proceed();
        if (body instanceof ComponentRepresentation component && TenantTabView.isTenantTab(component)) {
            request.setProperty(OF_TAB, true);
        }
        return body;
    }
}
