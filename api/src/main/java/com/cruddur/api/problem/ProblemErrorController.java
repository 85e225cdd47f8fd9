package com.cruddur.api.problem;

import com.cruddur.core.problem.ErrorCode;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What is refused with {@code sendError}, by Spring Security's firewall for instance. */
@Controller
class ProblemErrorController implements ErrorController {

    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        ErrorCode code = status instanceof Integer number ? StatusCodes.of(number) : ErrorCode.NOT_FOUND;
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
            code = code == ErrorCode.INTERNAL_ERROR ? FailureCode.of(failure) : code;
            FailureLog.failed(code, String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)), failure);
        }
        Problems.write(request, response, code);
    }
}
