anyformat_test(ui_inspect
    SOURCES
    inspectmain.cpp
    inspectdata.cpp inspectdata.h
    tst_inspectcompare.cpp tst_inspectcompare.h
    tst_inspectfields.cpp tst_inspectfields.h
    tst_inspectgrid.cpp tst_inspectgrid.h
    tst_inspectmarkdown.cpp tst_inspectmarkdown.h
    tst_inspectprogress.cpp tst_inspectprogress.h
    tst_inspectresult.cpp tst_inspectresult.h
    tst_inspectraw.cpp tst_inspectraw.h
    tst_inspectsearch.cpp tst_inspectsearch.h
    tst_inspectselection.cpp tst_inspectselection.h
    tst_inspectsettings.cpp tst_inspectsettings.h
    tst_inspectsight.cpp tst_inspectsight.h
    tst_inspectstatus.cpp tst_inspectstatus.h
    tst_inspecttable.cpp tst_inspecttable.h
    tst_inspecttimeline.cpp tst_inspecttimeline.h
    tst_inspectunconfirmed.cpp tst_inspectunconfirmed.h
    tst_inspectvalue.cpp tst_inspectvalue.h
    tst_inspectwatch.cpp tst_inspectwatch.h
    LIBRARIES ui_inspect ui_submit ui_look app_runs app_documents app_results app_settings app_api Qt6::Svg)
