package com.cruddur.api.problem;

import com.cruddur.core.problem.ErrorCode;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** What Tomcat refuses before any filter sees it: a broken request line, a header too long. Tomcat makes it by name. */
public final class ProblemReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ErrorCode code = StatusCodes.of(response.getStatus());
        if (failure != null) {
            code = code == ErrorCode.INTERNAL_ERROR ? FailureCode.of(failure) : code;
            FailureLog.failed(code, String.valueOf(request.getRequestURI()), failure);
        }
        try {
            Problems.write(request, response.getResponse(), code);
        } catch (IOException goneAway) {
            // Nobody is listening any more.
        }
    }
}
