help-now Help now
forms = Forms
