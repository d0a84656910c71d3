/set mode ember -quiet
/set prompt ember 'ember> ' '   ...> '
/set format ember pre '|  '
/set format ember post '%n'
/set format ember errorpre '|  '
/set format ember errorpost '%n'
/set format ember display ''
/set format ember display '{name} ==> {value}{post}' added,modified,replaced-varinit,expression,varvalue,assignment-ok-primary
/set format ember display '{pre}defined {name}{post}' added,modified,replaced-class,interface,enum,annotation,method-ok-primary
/set format ember display '{pre}defined {name}, which needs{unresolved}{post}' added,modified,replaced-class,interface,enum,annotation,method-defined,notdefined-primary
/set truncation ember 1000
/set mode ember -retain
