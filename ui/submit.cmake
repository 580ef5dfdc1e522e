ui_part(submit SOURCES
    blockage.h
    dropoverlay.cpp dropoverlay.h
    dropzone.cpp dropzone.h
    elidedbutton.cpp elidedbutton.h
    filespane.cpp filespane.h
    fittedtext.h
    gatherdialog.cpp gatherdialog.h
    keyways.cpp keyways.h
    pasteboard.cpp pasteboard.h
    plaintextedit.cpp plaintextedit.h
    rundeeds.cpp rundeeds.h
    rundelegate.cpp rundelegate.h
    orderbutton.cpp orderbutton.h
    runsbar.cpp runsbar.h
    runspane.cpp runspane.h
    runtext.cpp runtext.h
    shortlabel.cpp shortlabel.h
    stagedfiledelegate.cpp stagedfiledelegate.h
    staging.cpp staging.h
    submitpane.cpp submitpane.h
    textpane.cpp textpane.h
    workflownames.cpp workflownames.h
    workflowpicker.cpp workflowpicker.h)
