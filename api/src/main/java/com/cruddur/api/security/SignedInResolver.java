package com.cruddur.api.security;

import com.cruddur.api.cache.KnownUsers;
import com.cruddur.core.people.User;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Finds the user of {@link SignedIn}. One statement in PostgreSQL for each person in some minutes. */
@Component
class SignedInResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    private final KnownUsers users;

    SignedInResolver(KnownUsers users) {
        this.users = users;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(SignedIn.class);
    }

    @Override
    public User resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        if (!(request.getUserPrincipal() instanceof JwtAuthenticationToken token)) {
            throw new IllegalStateException("This operation is open, so nobody is signed in");
        }
        return users.byCognitoUserId(token.getName())
                .orElseThrow(() -> new CruddurException(
                        ErrorCode.USER_NOT_REGISTERED,
                        "No user has the sub of this token: an operator must run"
                                + " ./cruddur db update-cognito-user-ids"));
    }
}
