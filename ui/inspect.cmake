ui_part(inspect SOURCES
    candidatesbox.cpp candidatesbox.h
    comparebar.cpp comparebar.h
    comparedelegate.cpp comparedelegate.h
    comparedialog.cpp comparedialog.h
    comparetexts.cpp comparetexts.h
    celldelegate.cpp celldelegate.h
    confidencedelegate.cpp confidencedelegate.h
    copyaction.cpp copyaction.h
    elidedcombo.cpp elidedcombo.h
    emptypage.cpp emptypage.h
    endingbox.cpp endingbox.h
    exacttimes.cpp exacttimes.h
    fieldgrid.cpp fieldgrid.h
    fieldsbar.cpp fieldsbar.h
    fieldspage.cpp fieldspage.h
    fieldssplit.cpp fieldssplit.h
    fieldsview.cpp fieldsview.h
    hitmarks.cpp hitmarks.h
    jsondelegate.cpp jsondelegate.h
    jsonview.cpp jsonview.h
    keypanel.cpp keypanel.h
    keyspage.h
    laterpage.cpp laterpage.h
    markdownpage.cpp markdownpage.h
    markdownview.cpp markdownview.h
    pathbar.cpp pathbar.h
    picture.cpp picture.h
    pictureview.cpp pictureview.h
    progresspage.cpp progresspage.h
    rawinput.cpp
    rawpage.cpp rawpage.h
    rawpaint.cpp
    rawview.cpp rawview.h
    resultfind.cpp resultfind.h
    resultpage.cpp resultpage.h
    resultpane.cpp resultpane.h
    rowtree.cpp rowtree.h
    rowdelegate.cpp rowdelegate.h
    rownumbers.h
    runheader.cpp runheader.h
    searchbar.cpp searchbar.h
    settingsdialog.cpp settingsdialog.h
    sortcycle.h
    statepill.cpp statepill.h
    statusline.cpp statusline.h
    stepsline.cpp stepsline.h
    tablegrid.cpp tablegrid.h
    tablepage.cpp tablepage.h
    taborder.h
    timelinemodel.cpp timelinemodel.h
    timelinetext.cpp timelinetext.h
    timelineview.cpp timelineview.h
    treeactions.cpp treeactions.h
    treeexpansion.cpp treeexpansion.h
    treepage.cpp treepage.h
    valuecopy.cpp valuecopy.h
    valuepane.cpp valuepane.h
    valuereader.cpp valuereader.h
    watchpanel.cpp watchpanel.h)
